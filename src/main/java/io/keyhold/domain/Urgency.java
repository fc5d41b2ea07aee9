package io.keyhold.domain;

import java.util.List;
import java.util.stream.Stream;

/**
 * What must not wait: a machine under Azure Disk Encryption holds its key in memory while it runs,
 * and does not get it again once it was stopped, where the secret or the key cannot be used
 * (azure-facts.md §1.3).
 */
public final class Urgency {

  /** What to do first. */
  public static final String TEXT =
      "Do not deallocate or restart this machine; add a protector now.";

  private Urgency() {}

  /** True when the problem is that of a key which the point's running machine could not get. */
  public static boolean of(RecoveryPoint point, Problem problem) {
    return point.verdicts().stream()
        .anyMatch(verdict -> says(verdict, problem) && of(point.disks(), verdict));
  }

  /** What the operator should do about a problem of this point. */
  public static String remedy(RecoveryPoint point, Problem problem) {
    return remedy(of(point, problem), problem);
  }

  static String remedy(boolean urgent, Problem problem) {
    return urgent ? TEXT + " " + problem.remedy() : problem.remedy();
  }

  private static boolean says(Verdict verdict, Problem problem) {
    boolean gone =
        verdict.finding() instanceof Finding.Unavailable
            || verdict.finding() instanceof Finding.Lost;
    return gone && verdict.finding().problems().contains(problem);
  }

  private static boolean of(List<DiskRecord> disks, Verdict verdict) {
    return KeyRef.parse(verdict.key())
        .map(key -> verdict.version().map(key::at).orElse(key))
        .filter(key -> disks.stream().flatMap(Urgency::keys).anyMatch(key::equals))
        .isPresent();
  }

  private static Stream<KeyRef> keys(DiskRecord disk) {
    return disk.encryption().inGuest() instanceof InGuest.AzureDiskEncryption ade
        ? ade.volumes().stream()
            .flatMap(volume -> Stream.concat(Stream.of(volume.bek()), volume.kek().stream()))
        : Stream.empty();
  }
}
