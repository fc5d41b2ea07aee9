package io.keyhold.backup;

import io.keyhold.domain.Action;
import io.keyhold.domain.Change;
import io.keyhold.domain.Code;
import io.keyhold.domain.Decision;
import io.keyhold.domain.Dependency;
import io.keyhold.domain.Detection;
import io.keyhold.domain.Disk;
import io.keyhold.domain.DiskEncryption;
import io.keyhold.domain.DiskRecord;
import io.keyhold.domain.Gate;
import io.keyhold.domain.InGuest;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.KeyRules;
import io.keyhold.domain.Machine;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Tags;
import io.keyhold.domain.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at a machine and its keys and lets the {@link Gate} decide; what it saw is recorded. */
public final class GateKeeper {

  /** Their snapshots are not usable at once (azure-facts.md §2.2); not taken by this release. */
  private static final Set<String> UNSUPPORTED = Set.of("ultrassd_lrs", "premiumv2_lrs");

  private final RunVerdicts verdicts;

  public GateKeeper(RunVerdicts verdicts) {
    this.verdicts = verdicts;
  }

  /** Looks at the machine as it is now. */
  Change.Gated look(String run, Machine machine, KeyRules rules, boolean graceOver) {
    List<Problem> problems = new ArrayList<>();
    List<DiskRecord> records = new ArrayList<>();
    for (Disk disk : machine.disks()) {
      if (Tags.value(disk.tags(), Tags.EXCLUDE).isEmpty()) {
        records.add(DiskRecord.of(disk, Detection.of(disk, machine, rules)));
        unsupported(disk, problems);
      }
    }
    if (records.isEmpty()) {
      problems.add(
          new Problem(Code.NO_DISKS, machine.id().value(), "every disk is excluded or missing"));
    }
    return decide(run, records, problems, rules, graceOver);
  }

  /** Looks again at disks whose encryption turned out otherwise on their snapshots. */
  Change.Gated lookAgain(String run, List<DiskRecord> records, KeyRules rules, boolean graceOver) {
    return decide(run, records, new ArrayList<>(), rules, graceOver);
  }

  private Change.Gated decide(
      String run,
      List<DiskRecord> records,
      List<Problem> problems,
      KeyRules rules,
      boolean graceOver) {
    for (DiskRecord record : records) {
      if (record.encryption().inGuest() instanceof InGuest.Unacceptable unacceptable) {
        problems.add(unacceptable.problem());
      }
    }
    Map<Dependency, List<Verdict>> found = new LinkedHashMap<>();
    for (Dependency dependency : RecoveryPoint.dependencies(records)) {
      found.put(dependency, verdicts.of(run, dependency, rules.check()));
    }
    List<Verdict> all = found.values().stream().flatMap(List::stream).distinct().toList();
    Decision decision =
        problems.isEmpty()
            ? Gate.decide(all, rules, graceOver)
            : new Decision(Action.REFUSE, problems);
    return new Change.Gated(pinned(records, found), all, decision);
  }

  private static void unsupported(Disk disk, List<Problem> problems) {
    disk.traits()
        .sku()
        .filter(sku -> UNSUPPORTED.contains(sku.toLowerCase(java.util.Locale.ROOT)))
        .ifPresent(
            sku ->
                problems.add(
                    new Problem(
                        Code.DISK_NOT_SUPPORTED,
                        disk.id().value(),
                        "disks of type " + sku + " are not backed up by this release")));
  }

  /** A secret that was named without a version is recorded with the version that was checked. */
  private static List<DiskRecord> pinned(
      List<DiskRecord> records, Map<Dependency, List<Verdict>> found) {
    return records.stream().map(record -> pinned(record, found)).toList();
  }

  private static DiskRecord pinned(DiskRecord record, Map<Dependency, List<Verdict>> found) {
    DiskEncryption encryption = record.encryption();
    if (!(encryption.inGuest() instanceof InGuest.SelfManaged own)
        || own.secret().version().isPresent()) {
      return record;
    }
    KeyRef secret = own.secret();
    return found.getOrDefault(new Dependency.ExactSecret(secret), List.of()).stream()
        .flatMap(verdict -> verdict.version().stream())
        .findFirst()
        .map(version -> new InGuest.SelfManaged(secret.at(version)))
        .map(exact -> withInGuest(record, exact))
        .orElse(record);
  }

  static DiskRecord withInGuest(DiskRecord record, InGuest inGuest) {
    return withEncryption(record, new DiskEncryption(record.encryption().atRest(), inGuest));
  }

  static DiskRecord withEncryption(DiskRecord record, DiskEncryption encryption) {
    return new DiskRecord(
        record.lun(),
        record.disk(),
        record.uniqueId(),
        record.sizeBytes(),
        record.traits(),
        encryption);
  }
}
