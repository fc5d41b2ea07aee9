package io.keyhold.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.Change;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Event;
import io.keyhold.domain.History;
import io.keyhold.domain.Lun;
import io.keyhold.domain.Made;
import io.keyhold.domain.PointId;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Progress;
import io.keyhold.fake.FakeWorld;
import io.keyhold.functions.UseCases;
import io.keyhold.restore.RestoreRequest.Mode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestoreTest {

  private final FakeWorld world = new FakeWorld();
  private final UseCases useCases = world.useCases();
  private PointId point;

  @BeforeEach
  void backUpAMachineWithTwoDisks() {
    world.keys.available(FakeWorld.bek(1)).available(FakeWorld.kek(1));
    world.machine(
        "a",
        FakeWorld.plain("a-os"),
        FakeWorld.ade("a-data", Lun.data(3), FakeWorld.bek(1), Optional.of(FakeWorld.kek(1))));
    BackupOrder order = useCases.backupTick().tick("tick-1").orders().get(0);
    useCases.backupMachine().deliver(order, 1);
    point = order.point();
  }

  @Test
  void everyDiskIsMadeFromItsSnapshotUnderTheNameThatWasAskedFor() {
    accept("r1", request("back"));

    Restore restore = useCases.restoreRunner().run("r1").orElseThrow();

    assertThat(restore.state()).isEqualTo(Restore.State.SUCCEEDED);
    assertThat(world.disks.created())
        .extracting(wanted -> wanted.disk().name() + " from " + wanted.snapshot().name())
        .containsExactly(
            "back-os from kh-" + point + "-os", "back-lun3 from kh-" + point + "-lun3");
    assertThat(useCases.restoreStore().open()).isEmpty();
  }

  @Test
  void theSameIdAndRequestAgainIsAnsweredAsBeforeEvenWhenItHasSucceeded() {
    accept("r1", request("back"));
    useCases.restoreRunner().run("r1");

    RestoreDesk.Acceptance again =
        useCases.restores().accept("r1", request("back"), FakeWorld.SOMEBODY);

    assertThat(again)
        .isInstanceOfSatisfying(
            RestoreDesk.Acceptance.Accepted.class,
            accepted -> assertThat(accepted.restore().state()).isEqualTo(Restore.State.SUCCEEDED));
    assertThat(world.disks.created()).hasSize(2);
  }

  @Test
  void theSameIdWithAnotherRequestIsRefused() {
    accept("r1", request("back"));

    assertThat(useCases.restores().accept("r1", request("other"), FakeWorld.SOMEBODY))
        .isInstanceOf(RestoreDesk.Acceptance.IdInUse.class);
  }

  @Test
  void aDisabledKeyForbidsTheRestoreAndNothingIsKept() {
    world.keys.disabled(FakeWorld.kek(1));

    RestoreDesk.Acceptance answer =
        useCases.restores().accept("r1", request("back"), FakeWorld.SOMEBODY);

    assertThat(answer)
        .isInstanceOfSatisfying(
            RestoreDesk.Acceptance.Forbidden.class,
            forbidden ->
                assertThat(forbidden.result().problems())
                    .extracting(Problem::code)
                    .containsExactly(Code.KEY_DISABLED));
    assertThat(useCases.restores().find("r1")).isEmpty();
    assertThat(useCases.restoreStore().open()).isEmpty();
  }

  @Test
  void anUnknownKeyIsListedAndDoesNotForbid() {
    world.keys.silent(FakeWorld.kek(1), Code.VAULT_FIREWALL);

    Preflight.Result result = useCases.restores().validate("r1", request("back"));

    assertThat(result.allowed()).isTrue();
    assertThat(result.keys()).extracting(v -> v.finding().word()).contains("unknown");
  }

  @Test
  void onlyTheKeysOfTheChosenDisksCount() {
    world.keys.disabled(FakeWorld.kek(1));

    Preflight.Result result = useCases.restores().validate("r1", request("back", List.of(Lun.OS)));

    assertThat(result.allowed()).isTrue();
  }

  @Test
  void everyProblemIsListedAtOnce() {
    world.disks.put(disk("back-os"), new Made(Progress.READY, Map.of()));
    world.keys.disabled(FakeWorld.bek(1));

    Preflight.Result result =
        useCases
            .restores()
            .validate("r1", request("back", List.of(Lun.OS, Lun.data(3), Lun.data(9))));

    assertThat(result.problems())
        .extracting(Problem::code)
        .containsExactlyInAnyOrder(Code.NO_SUCH_DISK, Code.NAME_TAKEN, Code.SECRET_DISABLED);
  }

  @Test
  void anUnknownPointAndAWrongRegionAreForbidden() {
    PointId unknown = new PointId("20260101T000000Z-0123456789ab");

    assertThat(codes(new RestoreRequest(unknown, Mode.DISKS, List.of(), target("b", "x"))))
        .containsExactly(Code.NOT_FOUND);
    assertThat(codes(new RestoreRequest(point, Mode.DISKS, List.of(), target("b", "eastus"))))
        .containsExactly(Code.NO_COPY_IN_REGION);
  }

  @Test
  void aSnapshotThatIsGoneIsSaid() {
    world.snapshots.all().forEach(snapshot -> world.snapshots.remove(snapshot.id()));

    assertThat(codes(request("back"))).containsOnly(Code.SNAPSHOT_GONE);
  }

  @Test
  void cancellingRemovesWhatWasMadeAndNothingElse() {
    world.disks.slow(1_000);
    ArmId foreign = disk("foreign");
    world.disks.put(foreign, new Made(Progress.READY, Map.of()));
    accept("r1", request("back"));
    useCases.restoreRunner().advance("r1");
    assertThat(world.disks.all()).hasSize(3);

    useCases.restores().cancel("r1", FakeWorld.SOMEBODY);
    Restore restore = useCases.restoreRunner().run("r1").orElseThrow();

    assertThat(restore.state()).isEqualTo(Restore.State.CANCELED);
    assertThat(world.disks.all()).containsExactly(foreign);
  }

  @Test
  void aFinishedRestoreCannotBeCancelledAndKeepsItsDisks() {
    accept("r1", request("back"));
    useCases.restoreRunner().run("r1");

    assertThat(useCases.restores().cancel("r1", FakeWorld.SOMEBODY))
        .isInstanceOfSatisfying(
            RestoreDesk.Cancellation.Refused.class,
            refused -> assertThat(refused.problem().code()).isEqualTo(Code.RESTORE_FINISHED));
    assertThat(world.disks.all()).hasSize(2);
  }

  @Test
  void aNameThatSomebodyElseTakesMeanwhileFailsTheRestoreAndIsLeftAlone() {
    accept("r1", request("back"));
    world.disks.put(disk("back-lun3"), new Made(Progress.READY, Map.of()));

    Restore restore = useCases.restoreRunner().run("r1").orElseThrow();

    assertThat(restore.state()).isEqualTo(Restore.State.FAILED);
    assertThat(restore.problem()).map(Problem::code).contains(Code.NAME_TAKEN);
    assertThat(world.disks.all()).containsExactly(disk("back-lun3"));
  }

  @Test
  void aPointThatExpiredWhileItsRestoreWasAcceptedFailsItAndNothingIsMade() {
    accept("r1", request("back"));
    write(new Change.Expiring("the test says so", world.clock.instant()));
    write(new Change.Expired());
    world.snapshots.all().forEach(snapshot -> world.snapshots.remove(snapshot.id()));

    Restore restore = useCases.restoreRunner().run("r1").orElseThrow();

    assertThat(restore.state()).isEqualTo(Restore.State.FAILED);
    assertThat(restore.problem()).map(Problem::code).contains(Code.NOT_RESTORABLE);
    assertThat(world.disks.created()).isEmpty();
  }

  private void write(Change change) {
    History history = world.catalogue.read(point);
    Event event =
        new Event(
            history.nextNumber(),
            history.lastHash(),
            world.clock.instant(),
            "expire-1",
            Optional.empty(),
            change);
    assertThat(world.catalogue.append(history, event)).isPresent();
  }

  @Test
  void aRecordThatCannotBeReadIsAFailureThatWaitingMayMend() {
    world.documents.put("restores/r1", "{\"format\": 1, \"request");

    assertThatThrownBy(() -> useCases.restoreRunner().advance("r1"))
        .isInstanceOfSatisfying(
            CloudFailure.class, failure -> assertThat(failure.retryHelps()).isTrue());
  }

  @Test
  void aRefusalByAzureFailsTheRestoreAndRemovesWhatWasMade() {
    accept("r1", request("back"));
    world.disks.script().failNext(Code.CLOUD_REFUSED);

    Restore restore = useCases.restoreRunner().run("r1").orElseThrow();

    assertThat(restore.state()).isEqualTo(Restore.State.FAILED);
    assertThat(world.disks.all()).isEmpty();
  }

  private List<Code> codes(RestoreRequest request) {
    return useCases.restores().validate("r1", request).problems().stream()
        .map(Problem::code)
        .toList();
  }

  private void accept(String id, RestoreRequest request) {
    assertThat(useCases.restores().accept(id, request, FakeWorld.SOMEBODY))
        .isInstanceOf(RestoreDesk.Acceptance.Accepted.class);
  }

  private RestoreRequest request(String prefix) {
    return request(prefix, List.of());
  }

  private RestoreRequest request(String prefix, List<Lun> luns) {
    return new RestoreRequest(point, Mode.DISKS, luns, target(prefix, "westeurope"));
  }

  private static RestoreRequest.Target target(String prefix, String region) {
    return new RestoreRequest.Target(
        Optional.of(region),
        "restored",
        prefix,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static ArmId disk(String name) {
    return ArmId.compute(FakeWorld.SUBSCRIPTION, "restored", "disks", name);
  }
}
