package io.keyhold.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.AdeVolume;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.Code;
import io.keyhold.domain.Lun;
import io.keyhold.domain.MachineModel;
import io.keyhold.domain.PointId;
import io.keyhold.domain.Problem;
import io.keyhold.fake.FakeWorld;
import io.keyhold.functions.UseCases;
import io.keyhold.restore.RestoreRequest.Mode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A backed-up machine in a {@link FakeWorld}, and requests for another one like it. */
final class Twins {

  static final String GROUP = "restored";

  final FakeWorld world = new FakeWorld();
  final UseCases useCases = world.useCases();
  PointId point;

  /** Backs up a machine with an OS disk and a data disk under Azure Disk Encryption. */
  static Twins of(MachineModel model) {
    Twins twins = new Twins();
    FakeWorld world = twins.world;
    world.keys.available(FakeWorld.bek(1)).available(FakeWorld.kek(1));
    world.machine(
        "a",
        Map.of("keyhold-policy", "daily"),
        model,
        FakeWorld.plain("a-os"),
        FakeWorld.ade("a-data", Lun.data(3), FakeWorld.bek(1), Optional.of(FakeWorld.kek(1))));
    BackupOrder order = twins.useCases.backupTick().tick("tick-1").orders().get(0);
    twins.useCases.backupMachine().deliver(order, 1);
    twins.point = order.point();
    return twins;
  }

  static Twins ofAZonalMachine() {
    return of(model());
  }

  static MachineModel model() {
    return new MachineModel(
        Optional.of("Standard_D4s_v5"),
        Optional.of("2"),
        new MachineModel.Security(Optional.of("TrustedLaunch"), true, true, false),
        Optional.of("Linux"),
        Optional.of("SCSI"),
        Optional.of("RHEL_BYOS"),
        Optional.of(new MachineModel.Plan("p", "q", "r")),
        false,
        Map.of("keyhold-policy", "daily", "team", "web"),
        List.of(),
        List.of(),
        List.of(
            new MachineModel.DiskUse(Lun.OS, Optional.of("ReadWrite"), false),
            new MachineModel.DiskUse(Lun.data(3), Optional.of("None"), true)));
  }

  /** The same machine with the OS disk's key references on its own model. */
  static MachineModel dualPass() {
    MachineModel plain = model();
    return new MachineModel(
        plain.size(),
        plain.zone(),
        plain.security(),
        plain.osType(),
        plain.diskController(),
        plain.licenseType(),
        plain.plan(),
        plain.ultraDisks(),
        plain.tags(),
        plain.nics(),
        List.of(
            new AdeVolume(
                Optional.of(FakeWorld.bek(1).written()), Optional.of(FakeWorld.kek(1).written()))),
        plain.disks());
  }

  RestoreRequest request(String prefix) {
    return request(prefix, List.of(), target(prefix));
  }

  RestoreRequest request(String prefix, List<Lun> luns, RestoreRequest.Target target) {
    return new RestoreRequest(point, Mode.MACHINE, luns, target);
  }

  static RestoreRequest.Target target(String prefix) {
    return target(prefix, Optional.empty(), Optional.empty(), Optional.empty());
  }

  static RestoreRequest.Target target(
      String prefix, Optional<String> region, Optional<String> zone, Optional<String> size) {
    return new RestoreRequest.Target(
        region, GROUP, prefix, Optional.of(FakeWorld.SUBNET.value()), zone, size, Optional.empty());
  }

  Restore accept(String id, RestoreRequest request) {
    RestoreDesk.Acceptance answer = useCases.restores().accept(id, request, FakeWorld.SOMEBODY);
    assertThat(answer).isInstanceOf(RestoreDesk.Acceptance.Accepted.class);
    return ((RestoreDesk.Acceptance.Accepted) answer).restore();
  }

  Restore run(String id) {
    return useCases.restoreRunner().run(id).orElseThrow();
  }

  Restore find(String id) {
    return useCases.restores().find(id).orElseThrow();
  }

  Preflight.Result look(RestoreRequest request) {
    return useCases.restores().validate("r1", request);
  }

  List<Code> problems(RestoreRequest request) {
    return look(request).problems().stream().map(Problem::code).toList();
  }

  /** Nothing that a restore makes is there. */
  void assertNothingIsLeft() {
    assertThat(world.virtualMachines.all()).isEmpty();
    assertThat(world.nics.all()).isEmpty();
    assertThat(world.disks.all()).isEmpty();
  }

  static ArmId disk(String name) {
    return ArmId.compute(FakeWorld.SUBSCRIPTION, GROUP, "disks", name);
  }

  static ArmId nic(String name) {
    return ArmId.network(FakeWorld.SUBSCRIPTION, GROUP, "networkInterfaces", name);
  }

  static ArmId machine(String name) {
    return ArmId.compute(FakeWorld.SUBSCRIPTION, GROUP, "virtualMachines", name);
  }
}
