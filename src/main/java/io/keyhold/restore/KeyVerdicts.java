package io.keyhold.restore;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Dependency;
import io.keyhold.domain.DiskEncryption;
import io.keyhold.domain.DiskRecord;
import io.keyhold.domain.Finding;
import io.keyhold.domain.KeyCheck;
import io.keyhold.domain.KeyRules;
import io.keyhold.domain.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The keys that the restored disks need. Unavailable and lost ones forbid the restore; unknown and
 * unverified ones are listed and it goes on, for a restore never decrypts.
 */
final class KeyVerdicts {

  private final KeyCheck keys;

  KeyVerdicts(KeyCheck keys) {
    this.keys = keys;
  }

  List<Verdict> look(Blueprint plan, Findings findings) {
    List<Verdict> verdicts = new ArrayList<>();
    for (Dependency dependency : dependencies(plan)) {
      verdicts.addAll(keys.check(dependency, KeyRules.Check.METADATA));
    }
    for (Verdict verdict : verdicts) {
      if (forbids(verdict.finding())) {
        verdict.finding().problems().forEach(findings::forbid);
      }
    }
    return verdicts;
  }

  /** A source under a set is read through it; the restored disk may live under another. */
  private static List<Dependency> dependencies(Blueprint plan) {
    return plan.disks().stream()
        .flatMap(
            disk ->
                Stream.concat(
                    of(disk, plan).dependencies().stream(),
                    plan.set(disk).<Dependency>map(KeyVerdicts::set).stream()))
        .distinct()
        .toList();
  }

  private static DiskEncryption of(DiskRecord disk, Blueprint plan) {
    return new DiskEncryption(plan.atRest(disk), disk.encryption().inGuest());
  }

  private static Dependency set(ArmId set) {
    return new Dependency.EncryptionSet(set);
  }

  private static boolean forbids(Finding finding) {
    return switch (finding) {
      case Finding.Available available -> false;
      case Finding.AvailableWithWarning warned -> false;
      case Finding.Unavailable unavailable -> true;
      case Finding.Lost lost -> true;
      case Finding.Unknown unknown -> false;
      case Finding.Unverified unverified -> false;
    };
  }
}
