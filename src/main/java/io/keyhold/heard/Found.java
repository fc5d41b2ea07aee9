package io.keyhold.heard;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Cause;
import io.keyhold.domain.Change;
import io.keyhold.domain.Dependency;
import io.keyhold.domain.Finding;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.Policy;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a look of the gate found of one key or set, as far as it changes a state. */
sealed interface Found {

  /** The exact key version, or the set, that was checked. */
  String by();

  Instant at();

  /** It is in trouble. */
  record Trouble(String by, Instant at, Cause cause) implements Found {}

  /**
   * It is available.
   *
   * @param subjects whose trouble is over by this: the version, its object, its vault
   */
  record Fine(String by, Instant at, List<String> subjects) implements Found {}

  /** What the last event of the point says; nothing where it is no look of the gate. */
  static List<Found> by(RecoveryPoint point) {
    return switch (point.events().getLast().change()) {
      case Change.Gated gated -> of(point, gated.verdicts(), sets(point).toList());
      case Change.CopyGated gated ->
          of(
              point,
              gated.verdicts(),
              Stream.concat(
                      sets(point),
                      point.copyTarget().flatMap(Policy.CopyTarget::diskEncryptionSet).stream())
                  .distinct()
                  .toList());
      case Change.Refused other -> List.of();
      case Change.Held other -> List.of();
      case Change.Taken other -> List.of();
      case Change.NotCopied other -> List.of();
      case Change.Completed other -> List.of();
      case Change.Expiring other -> List.of();
      case Change.Kept other -> List.of();
      case Change.Expired other -> List.of();
      case Change.Failed other -> List.of();
      case Change.Abandoned other -> List.of();
    };
  }

  private static List<Found> of(RecoveryPoint point, List<Verdict> verdicts, List<ArmId> sets) {
    List<Found> all = new ArrayList<>();
    verdicts.forEach(verdict -> of(point, verdict, all));
    if (!verdicts.isEmpty()) {
      fineSets(verdicts.getFirst().checkedAt(), verdicts, sets, all);
    }
    return all;
  }

  private static void of(RecoveryPoint point, Verdict verdict, List<Found> all) {
    switch (verdict.finding()) {
      case Finding.Available fine -> fine(verdict, all);
      case Finding.AvailableWithWarning fine -> fine(verdict, all);
      case Finding.Unavailable stopped -> trouble(point, verdict, all);
      case Finding.Lost lost -> trouble(point, verdict, all);
      case Finding.Unknown unknown -> trouble(point, verdict, all);
      case Finding.Unverified cannotSay -> {}
    }
  }

  private static void trouble(RecoveryPoint point, Verdict verdict, List<Found> all) {
    Causes.of(verdict, point)
        .ifPresent(cause -> all.add(new Trouble(by(verdict), verdict.checkedAt(), cause)));
  }

  private static void fine(Verdict verdict, List<Found> all) {
    KeyRef.parse(verdict.key())
        .map(key -> new Fine(by(verdict), verdict.checkedAt(), subjects(key, verdict)))
        .ifPresent(all::add);
  }

  private static List<String> subjects(KeyRef key, Verdict verdict) {
    List<String> subjects = new ArrayList<>();
    verdict.version().map(key::at).map(Causes::subject).ifPresent(subjects::add);
    subjects.add(Causes.subject(key));
    subjects.add(Causes.ofVault(key));
    return subjects;
  }

  /**
   * Of a healthy set the verdicts are those of its keys: that none names the set is its verdict.
   */
  private static void fineSets(
      Instant at, List<Verdict> verdicts, List<ArmId> sets, List<Found> all) {
    Set<String> named =
        verdicts.stream()
            .flatMap(verdict -> ArmId.parse(verdict.key()).stream())
            .map(ArmId::folded)
            .collect(Collectors.toSet());
    for (ArmId set : sets) {
      if (!named.contains(set.folded())) {
        all.add(new Fine(set.folded(), at, List.of(Causes.ofSet(set.value()))));
      }
    }
  }

  private static Stream<ArmId> sets(RecoveryPoint point) {
    return point.dependencies().stream()
        .filter(Dependency.EncryptionSet.class::isInstance)
        .map(needed -> ((Dependency.EncryptionSet) needed).set());
  }

  private static String by(Verdict verdict) {
    return verdict.key() + verdict.version().map(version -> "/" + version).orElse("");
  }
}
