package io.keyhold.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.backup.BackupDelivery;
import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.Code;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.e2e.PackagedApps;
import io.keyhold.e2e.PlainHost;
import io.keyhold.e2e.TestStage;
import io.keyhold.functions.UseCases;
import io.keyhold.local.arm.Ade;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.http.Fault;
import io.keyhold.local.http.Request;
import io.keyhold.local.keyvault.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Something else happens at the worst moment: one effect, one clear record. */
class MeanwhileTest {

  private final TestStage stage = new TestStage(options -> options.retryAfterScale(0.01));
  private final Stored kek = stage.vault.keys().generate("kek", 2048);
  private final Stored bek = stage.wrappedBek("bek", TestStage.ascii("A".repeat(172)), kek);

  @AfterEach
  void ruleOneHeld() {
    stage.close();
  }

  @Test
  void theSameMessageTwiceAtOnceInTwoThreadsHasOneEffect() {
    machine();
    BackupOrder order = order();

    atOnce(
        useCases ->
            useCases.backupMachine().deliver(order, 1) instanceof BackupDelivery.Result.Done);

    assertThat(only().state()).isEqualTo(PointState.COMPLETE);
    assertThat(stage.snapshots()).hasSize(1);
    assertThat(wrongs()).isEmpty();
  }

  @Test
  void theSameMessageTwiceAtOnceInTwoProcessesHasOneEffect() {
    machine();
    try (PlainHost one = new PlainHost(PackagedApps.named("backup"), stage.azure.settings());
        PlainHost other = new PlainHost(PackagedApps.named("backup"), stage.azure.settings())) {
      String message = one.timer("backup-tick").messages("machines").get(0);
      CompletableFuture<Integer> second =
          CompletableFuture.supplyAsync(() -> other.message("backup-machine", message, 1).status());
      int first = one.message("backup-machine", message, 1).status();

      assertThat(List.of(first, second.join())).containsOnly(200);
    }
    assertThat(only().state()).isEqualTo(PointState.COMPLETE);
    assertThat(stage.snapshots()).hasSize(1);
    assertThat(wrongs()).isEmpty();
  }

  @Test
  void twoTicksAtOnceHaveOneEffectPerMachine() {
    machine();
    List<BackupOrder> orders = new CopyOnWriteArrayList<>();
    atOnce(useCases -> orders.addAll(tick(useCases)) || !orders.isEmpty());

    atOnce(
        useCases ->
            orders.stream()
                .map(order -> useCases.backupMachine().deliver(order, 1))
                .allMatch(BackupDelivery.Result.Done.class::isInstance));

    assertThat(only().state()).isEqualTo(PointState.COMPLETE);
    assertThat(stage.snapshots()).hasSize(1);
    assertThat(wrongs()).isEmpty();
  }

  private static List<BackupOrder> tick(UseCases useCases) {
    return useCases.backupTick().tick("tick-" + System.identityHashCode(useCases)).orders();
  }

  @Test
  void aMachineDeletedWithItsDisksBeforeTheSnapshotIsRecordedAsFailed() {
    String machine = machine();
    String disk = diskOf(machine);
    before(
        MeanwhileTest::snapshotIsRequested,
        () -> {
          stage.azure.compute().remove(machine);
          stage.azure.compute().remove(disk);
        });

    assertThat(backedUp().state()).isEqualTo(PointState.FAILED);
    assertThat(stage.snapshots()).isEmpty();
  }

  @Test
  void aMachineDeletedWhileItsDisksStayIsTakenAsItWasGated() {
    String machine = machine();
    before(MeanwhileTest::snapshotIsRequested, () -> stage.azure.compute().remove(machine));

    assertThat(backedUp().state()).isEqualTo(PointState.COMPLETE);
    assertThat(wrongs()).isEmpty();
  }

  @Test
  void aDiskThatVanishesWhileItIsReadIsRecordedAsGone() {
    String disk = diskOf(machine());
    before(
        request -> request.path().endsWith(disk.substring(disk.lastIndexOf('/'))),
        () -> stage.azure.compute().remove(disk));

    RecoveryPoint point = backedUp();

    assertThat(point.state()).isEqualTo(PointState.FAILED);
    assertThat(codes(point)).containsExactly(Code.DISK_GONE);
  }

  @Test
  void aDiskSwappedUnderItsNameBetweenReadAndSnapshotIsRecordedAsGone() {
    String disk = diskOf(machine());
    before(
        MeanwhileTest::snapshotIsRequested,
        () ->
            stage
                .azure
                .compute()
                .change(
                    disk,
                    body ->
                        ((ObjectNode) body.path("properties"))
                            .put("uniqueId", "00000000-0000-0000-0000-00000000beef")));

    RecoveryPoint point = backedUp();

    assertThat(point.state()).isEqualTo(PointState.FAILED);
    assertThat(codes(point)).containsExactly(Code.DISK_GONE);
  }

  @Test
  void aSetDeletedWhileTheMachineIsLookedAtLeavesOneClearRecord() {
    Stored cmk = stage.vault.keys().generate("cmk", 2048);
    String set =
        stage
            .azure
            .compute()
            .encryptionSet(
                TestStage.SUBSCRIPTION, "prod", "des", "westeurope", stage.reference(cmk));
    stage.machine("a", plan -> plan.os(DiskPlan.blank().encryptionSet(set)));
    before(
        request -> request.path().endsWith("/diskEncryptionSets/des"),
        () -> stage.azure.compute().remove(set));

    RecoveryPoint point = backedUp();

    assertThat(point.state()).isEqualTo(PointState.REFUSED);
    assertThat(codes(point)).containsExactly(Code.SET_MISSING);
    assertThat(stage.snapshots()).isEmpty();
  }

  @Test
  void aKeyDisabledBetweenGateAndSnapshotIsRecordedAsItWasSeenAndStopsTheNextBackup() {
    machine();
    before(
        MeanwhileTest::snapshotIsRequested,
        () -> stage.vault.keys().disable(kek.name(), kek.version()));

    RecoveryPoint point = backedUp();
    assertThat(point.state()).isEqualTo(PointState.COMPLETE);
    assertThat(point.verdicts())
        .allMatch(verdict -> verdict.checkedAt().isBefore(point.events().getLast().at()));

    stage.azure.clock().advance(java.time.Duration.ofDays(1));
    assertThat(codes(stage.tick("next").get(0))).containsExactly(Code.KEY_DISABLED);
    assertThat(stage.snapshots()).hasSize(1);
  }

  @Test
  void aDiskThatIsEncryptedWithAnotherDisabledKeyMeanwhileIsRefusedByTheSecondGate() {
    String disk = diskOf(machine());
    Stored other = stage.bek("other", TestStage.ascii("B".repeat(172)));
    stage.vault.secrets().disable(other.name(), other.version());
    before(
        MeanwhileTest::snapshotIsRequested,
        () ->
            stage
                .azure
                .compute()
                .change(
                    disk,
                    body ->
                        ((ObjectNode) body.path("properties"))
                            .set(
                                "encryptionSettingsCollection",
                                Ade.settings("1.1", stage.reference(other), Optional.empty()))));

    RecoveryPoint point = backedUp();

    assertThat(point.state()).isEqualTo(PointState.REFUSED);
    assertThat(codes(point)).contains(Code.SECRET_DISABLED, Code.KEYS_CHANGED);
  }

  private String machine() {
    return stage.machine(
        "a", plan -> plan.os(stage.adeDisk(DiskPlan.blank(), bek, Optional.of(kek))));
  }

  private String diskOf(String machine) {
    return stage.azure.compute().ids("disks").stream()
        .filter(id -> id.endsWith("/a-os"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(machine));
  }

  private static boolean snapshotIsRequested(Request request) {
    return request.method().equals("PUT") && request.path().contains("/snapshots/kh-");
  }

  /** Does something once, just before the first such request is answered. */
  private void before(Predicate<Request> when, Runnable change) {
    AtomicBoolean done = new AtomicBoolean();
    stage
        .azure
        .faults()
        .add(
            request -> {
              if (when.test(request) && done.compareAndSet(false, true)) {
                change.run();
              }
              return false;
            },
            Fault.before(new Fault.Reset()),
            1);
  }

  private BackupOrder order() {
    return stage.useCases.backupTick().tick("t1").orders().get(0);
  }

  /** One message, delivered by the queue until it is done. */
  private RecoveryPoint backedUp() {
    BackupOrder order = order();
    for (int delivery = 1; delivery <= BackupDelivery.LAST_DELIVERY; delivery++) {
      if (stage.useCases.backupMachine().deliver(order, delivery)
          instanceof BackupDelivery.Result.Done done) {
        assertThat(only()).isEqualTo(done.point());
        return done.point();
      }
    }
    throw new AssertionError("five deliveries ended nothing");
  }

  /** Two processes do the same thing at the same moment; both must say that it went well. */
  private void atOnce(Function<UseCases, Boolean> deed) {
    CyclicBarrier together = new CyclicBarrier(2);
    List<CompletableFuture<Boolean>> both = new ArrayList<>();
    for (int process = 0; process < 2; process++) {
      UseCases useCases = stage.useCases(stage.azure.settings());
      both.add(
          CompletableFuture.supplyAsync(
              () -> {
                meet(together);
                return deed.apply(useCases);
              },
              command -> Thread.ofPlatform().start(command)));
    }
    assertThat(both.stream().map(CompletableFuture::join).toList()).containsOnly(true);
  }

  private static void meet(CyclicBarrier together) {
    try {
      together.await(30, TimeUnit.SECONDS);
    } catch (Exception alone) {
      throw new IllegalStateException(alone);
    }
  }

  private RecoveryPoint only() {
    List<RecoveryPoint> points = Points.today(stage.azure, stage.useCases);
    assertThat(points).hasSize(1);
    return points.get(0);
  }

  private List<String> wrongs() {
    return Wrongs.of(stage.azure, Points.today(stage.azure, stage.useCases), 1);
  }

  private static List<Code> codes(RecoveryPoint point) {
    return point.causes().stream().map(Problem::code).toList();
  }
}
