package io.keyhold.backup;

import io.keyhold.domain.Action;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.Change;
import io.keyhold.domain.Decision;
import io.keyhold.domain.Dependency;
import io.keyhold.domain.EncryptionSets;
import io.keyhold.domain.Gate;
import io.keyhold.domain.KeyRules;
import io.keyhold.domain.Policy;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.SetReading;
import io.keyhold.domain.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The gate of the copies (rule 1): what the point needs, as it was recorded, and the disk
 * encryption set of the target with its key. It proceeds or not; nothing is held here.
 */
public final class CopyGate {

  private final RunVerdicts verdicts;
  private final EncryptionSets sets;

  public CopyGate(RunVerdicts verdicts, EncryptionSets sets) {
    this.verdicts = verdicts;
    this.sets = sets;
  }

  Change.CopyGated look(String run, RecoveryPoint point) {
    KeyRules rules = point.origin().policy().keys();
    Optional<ArmId> set = point.copyTarget().flatMap(Policy.CopyTarget::diskEncryptionSet);
    List<Dependency> needed = new ArrayList<>(point.dependencies());
    set.map(Dependency.EncryptionSet::new)
        .filter(one -> !needed.contains(one))
        .ifPresent(needed::add);
    List<Verdict> all =
        needed.stream()
            .flatMap(dependency -> verdicts.of(run, dependency, rules.check()).stream())
            .distinct()
            .toList();
    return new Change.CopyGated(
        point.copyPlans(), all, decided(Gate.decide(all, rules, false), elsewhere(point)));
  }

  private Optional<Problem> elsewhere(RecoveryPoint point) {
    return point
        .copyTarget()
        .flatMap(
            target ->
                target
                    .diskEncryptionSet()
                    .flatMap(set -> CopyTargets.elsewhere(target, sets.read(set))));
  }

  private static Decision decided(Decision ofKeys, Optional<Problem> target) {
    if (target.isEmpty()) {
      return ofKeys;
    }
    List<Problem> causes = new ArrayList<>(ofKeys.causes());
    causes.add(target.get());
    return new Decision(Action.REFUSE, causes);
  }

  /** Whether the set encrypts with the platform's key as well; empty while it cannot be read. */
  Optional<Boolean> doubled(ArmId set) {
    return sets.read(set) instanceof SetReading.Found found
        ? Optional.of(found.doubled())
        : Optional.empty();
  }
}
