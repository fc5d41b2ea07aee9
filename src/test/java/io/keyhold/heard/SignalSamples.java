package io.keyhold.heard;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Cause;
import io.keyhold.domain.Code;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.Origin;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Requester;
import io.keyhold.domain.Signal;
import io.keyhold.domain.contract.Samples;
import io.keyhold.fake.FakeWorld;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Of every kind of signal one with every member, and one with as few as there can be. */
final class SignalSamples {

  static final Instant AT = Instant.parse("2026-11-24T02:11:12.345Z");
  private static final Instant SLOT = Instant.parse("2026-11-24T01:00:00Z");
  private static final ArmId MACHINE = Samples.id("virtualMachines", "vm-17");
  private static final String GROUP =
      "/subscriptions/" + Samples.SUBSCRIPTION + "/resourceGroups/restored";

  private SignalSamples() {}

  static List<Signal> full() {
    return all(backup(Optional.of("now-1")), List.of(cause(true)), oldest(), List.of(MACHINE));
  }

  static List<Signal> least() {
    return all(backup(Optional.empty()), List.of(bare()), Optional.empty(), List.of());
  }

  /** Nothing that was written by others makes a line longer than Application Insights keeps. */
  static List<Signal> longest() {
    Problem problem = new Problem(Code.KEY_LOST, "x".repeat(9_000), "\"\\".repeat(9_000));
    Cause cause =
        new Cause(
            Cause.Kind.KEY,
            "\"".repeat(9_000),
            Optional.of("v".repeat(24)),
            Optional.of("k".repeat(9_000)),
            Optional.of("0".repeat(32)),
            Optional.of("lost"),
            problem,
            Optional.of(AT),
            true);
    return all(
        backup(Optional.of("n".repeat(64))),
        Collections.nCopies(40, cause),
        oldest(),
        Collections.nCopies(5, MACHINE));
  }

  private static List<Signal> all(
      Signal.Backup backup,
      List<Cause> causes,
      Optional<Signal.LastSuccess> oldest,
      List<ArmId> examples) {
    Cause cause = causes.getFirst();
    Signal.Restoring restore =
        new Signal.Restoring(
            "r-1", backup.point(), "machine", GROUP, backup.origin().requestedBy());
    return List.of(
        new Signal.BackupSucceeded(
            AT, backup, 2, 3L << 30, oldest.map(any -> "northeurope"), causes),
        new Signal.BackupRefused(AT, backup, causes),
        new Signal.BackupHeld(AT, backup, causes, AT.plusSeconds(604_800)),
        new Signal.BackupFailed(AT, backup, cause),
        new Signal.BackupAbandoned(AT, backup, cause),
        new Signal.KeyStateChanged(AT, cause, 1_000, backup),
        new Signal.KeyStateResolved(AT, cause, "available", SLOT, backup),
        new Signal.CopyStarted(AT, backup, 2, "northeurope"),
        new Signal.CopyCompleted(AT, backup, 2, "northeurope"),
        new Signal.CopyFailed(AT, backup, causes, true),
        new Signal.RestoreStarted(AT, restore),
        new Signal.RestoreSucceeded(AT, restore),
        new Signal.RestoreFailed(AT, restore, cause.problem()),
        new Signal.RestoreCanceled(AT, restore),
        new Signal.PointExpiring(AT, backup, "older than 30 days", AT.plusSeconds(1_209_600)),
        new Signal.PointKept(AT, backup, "keep is longer by now"),
        new Signal.PointExpired(AT, backup),
        new Signal.FleetChecked(AT, "run-1", 10, 2, 3, 0, oldest, examples.size(), examples, 1));
  }

  private static Optional<Signal.LastSuccess> oldest() {
    return Optional.of(new Signal.LastSuccess(MACHINE, SLOT));
  }

  private static Signal.Backup backup(Optional<String> request) {
    Optional<Requester> who = request.map(id -> FakeWorld.SOMEBODY);
    Origin origin = new Origin(MACHINE, "vm-id-17", Samples.policy(), SLOT, request, who);
    return new Signal.Backup(origin.point(), origin, "run-1");
  }

  private static Cause cause(boolean stopsMachine) {
    KeyRef kek = Samples.key("kv-prod", "kek", 7);
    return new Cause(
        Cause.Kind.KEY,
        "kv-prod/keys/kek/" + kek.version().orElseThrow(),
        Optional.of("kv-prod"),
        Optional.of(kek.object()),
        kek.version(),
        Optional.of("unavailable"),
        new Problem(Code.KEY_DISABLED, kek.url(), kek.url() + " is disabled"),
        Optional.of(AT.plusSeconds(7_776_000)),
        stopsMachine);
  }

  private static Cause bare() {
    return new Cause(
        Cause.Kind.MACHINE,
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new Problem(Code.NO_DISKS, MACHINE.value(), "no disk is left"),
        Optional.empty(),
        false);
  }
}
