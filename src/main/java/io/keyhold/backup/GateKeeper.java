package io.keyhold.backup;

import io.keyhold.domain.Action;
import io.keyhold.domain.AdeStatus;
import io.keyhold.domain.Change;
import io.keyhold.domain.Code;
import io.keyhold.domain.Decision;
import io.keyhold.domain.Dependency;
import io.keyhold.domain.Detection;
import io.keyhold.domain.DiskEncryption;
import io.keyhold.domain.DiskRecord;
import io.keyhold.domain.DiskSelection;
import io.keyhold.domain.Gate;
import io.keyhold.domain.InGuest;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.KeyRules;
import io.keyhold.domain.Lun;
import io.keyhold.domain.Machine;
import io.keyhold.domain.MachineModel;
import io.keyhold.domain.Origin;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Remarks;
import io.keyhold.domain.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks at a machine and its keys and lets the {@link Gate} decide; what it saw is recorded. */
public final class GateKeeper {

  private final RunVerdicts verdicts;
  private final Past past;

  public GateKeeper(RunVerdicts verdicts, Past past) {
    this.verdicts = verdicts;
    this.past = past;
  }

  /** Looks at the machine as it is now. */
  Change.Gated look(String run, Machine machine, Origin origin, boolean graceOver) {
    KeyRules rules = origin.policy().keys();
    DiskSelection selection = DiskSelection.of(machine);
    List<DiskRecord> records =
        selection.taken().stream()
            .map(disk -> DiskRecord.of(disk, Detection.of(disk, machine, rules)))
            .toList();
    List<Problem> problems = new ArrayList<>(selection.refusals());
    List<Problem> remarks = new ArrayList<>(remarks(machine, selection, records, origin));
    underWay(machine, records)
        .ifPresent(
            what -> {
              boolean enough = past.postponedLongEnough(origin);
              Code code = enough ? Code.CONTENT_MIXED : Code.ENCRYPTION_UNDER_WAY;
              (enough ? remarks : problems).add(new Problem(code, machine.id().value(), what));
            });
    return decide(run, records, problems, remarks, Optional.of(machine.model()), rules, graceOver);
  }

  /** The past is asked only about machines that show nothing. */
  private List<Problem> remarks(
      Machine machine, DiskSelection selection, List<DiskRecord> records, Origin origin) {
    boolean plain = records.stream().anyMatch(record -> Remarks.looksPlain(record.encryption()));
    return Remarks.of(
        machine, selection, records, plain ? past.lastGood(origin) : Optional.empty());
  }

  private static Optional<String> underWay(Machine machine, List<DiskRecord> records) {
    String luns =
        records.stream()
            .map(DiskRecord::lun)
            .filter(lun -> machine.facts().guest().content(lun) == AdeStatus.Content.CHANGING)
            .map(Lun::suffix)
            .collect(Collectors.joining(", "));
    return luns.isEmpty()
        ? Optional.empty()
        : Optional.of("Azure Disk Encryption is at work, or waits for a restart, on " + luns);
  }

  /** Looks again at disks whose encryption turned out otherwise on their snapshots. */
  Change.Gated lookAgain(
      String run,
      List<DiskRecord> records,
      List<Problem> remarks,
      KeyRules rules,
      boolean graceOver) {
    return decide(run, records, new ArrayList<>(), remarks, Optional.empty(), rules, graceOver);
  }

  private Change.Gated decide(
      String run,
      List<DiskRecord> records,
      List<Problem> problems,
      List<Problem> remarks,
      Optional<MachineModel> model,
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
    Decision ofKeys = Gate.decide(all, rules, graceOver);
    return new Change.Gated(
        pinned(records, found),
        all,
        problems.isEmpty() ? ofKeys : refused(problems, ofKeys),
        remarks,
        model);
  }

  /** What is wrong with a key is not hidden by what is wrong with the machine. */
  private static Decision refused(List<Problem> problems, Decision ofKeys) {
    List<Problem> causes = new ArrayList<>();
    if (ofKeys.action() == Action.REFUSE) {
      causes.addAll(ofKeys.causes());
    }
    causes.addAll(problems);
    return new Decision(Action.REFUSE, causes);
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
