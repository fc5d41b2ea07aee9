package io.keyhold.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What must be known about a recovery point and stops nothing. It is recorded with the gate. */
public final class Remarks {

  private Remarks() {}

  /**
   * @param before the machine's last good point, for what has changed since
   */
  public static List<Problem> of(
      Machine machine,
      DiskSelection selection,
      List<DiskRecord> records,
      Optional<RecoveryPoint> before) {
    List<Problem> remarks = new ArrayList<>(selection.leftOut());
    String subject = machine.id().value();
    undeclared(subject, records).ifPresent(remarks::add);
    before.flatMap(point -> vanished(subject, records, point)).ifPresent(remarks::add);
    mixed(subject, records).ifPresent(remarks::add);
    adeWithoutKey(machine, records).ifPresent(remarks::add);
    if (machine.facts().encryptionAtHost()) {
      remarks.add(
          new Problem(
              Code.ENCRYPTION_AT_HOST,
              subject,
              "the host encrypts the machine's caches and temporary disks"));
    }
    machine
        .facts()
        .guest()
        .silence()
        .map(why -> new Problem(Code.GUEST_NOT_ASKED, subject, why))
        .ifPresent(remarks::add);
    return List.copyOf(remarks);
  }

  /** True when nothing is visible of this disk's encryption and nothing is declared. */
  public static boolean looksPlain(DiskEncryption encryption) {
    return encryption.inGuest() instanceof InGuest.Undeclared
        && encryption.atRest() instanceof AtRest.PlatformKey;
  }

  private static Optional<Problem> undeclared(String subject, List<DiskRecord> records) {
    return about(
        records.stream().filter(Remarks::undeclared).toList(),
        luns ->
            new Problem(
                Code.NOTHING_DECLARED,
                subject,
                "nothing is visible and nothing is declared about the inside of " + luns));
  }

  private static boolean undeclared(DiskRecord record) {
    return record.encryption().inGuest() instanceof InGuest.Undeclared;
  }

  /** Compared by LUN: a disk that was made anew takes the place of the old one. */
  private static Optional<Problem> vanished(
      String subject, List<DiskRecord> records, RecoveryPoint before) {
    return about(
        records.stream()
            .filter(record -> looksPlain(record.encryption()))
            .filter(
                record ->
                    before
                        .disk(record.lun())
                        .filter(then -> !looksPlain(then.encryption()))
                        .isPresent())
            .toList(),
        luns ->
            new Problem(
                Code.ENCRYPTION_VANISHED,
                subject,
                luns
                    + " had encryption at the recovery point "
                    + before.id()
                    + ", and shows none"));
  }

  private static Optional<Problem> mixed(String subject, List<DiskRecord> records) {
    boolean mixed =
        records.stream().map(record -> record.encryption().inGuest().getClass()).distinct().count()
            > 1;
    return mixed
        ? Optional.of(
            new Problem(
                Code.SCHEMES_MIXED,
                subject,
                records.stream()
                    .map(r -> r.lun().suffix() + ": " + r.encryption().inGuest().word())
                    .collect(Collectors.joining(", "))))
        : Optional.empty();
  }

  /** The extension speaks of all data volumes together, so that this proves nothing of one disk. */
  private static Optional<Problem> adeWithoutKey(Machine machine, List<DiskRecord> records) {
    return about(
        records.stream()
            .filter(Remarks::undeclared)
            .filter(
                record ->
                    machine.facts().guest().content(record.lun()) == AdeStatus.Content.ENCRYPTED)
            .toList(),
        luns ->
            new Problem(
                Code.ADE_NAMES_NO_KEY,
                machine.id().value(),
                "Azure Disk Encryption says that data volumes are encrypted; no key is named for "
                    + luns));
  }

  private static Optional<Problem> about(
      List<DiskRecord> records, Function<String, Problem> remark) {
    return records.isEmpty()
        ? Optional.empty()
        : Optional.of(
            remark.apply(
                records.stream()
                    .map(record -> record.lun().suffix())
                    .collect(Collectors.joining(", "))));
  }
}
