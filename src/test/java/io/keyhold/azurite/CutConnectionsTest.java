package io.keyhold.azurite;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.backup.BackupDelivery;
import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.Change;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Event;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.e2e.TestStage;
import io.keyhold.functions.UseCases;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.blob.BlobStorage;
import io.keyhold.local.blob.Container;
import io.keyhold.local.fleet.SampleIdentities;
import io.keyhold.local.keyvault.Stored;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The catalogue on Azurite itself, with nothing in between but a relay that cuts the connection at
 * every place in turn: the run is delivered again, and its slot ends as if nothing had happened.
 */
class CutConnectionsTest {

  private static final int DELIVERIES = 5;

  private final AzuriteAccount account = AzuriteAccount.create();
  private final TestStage stage = new TestStage(options -> options.blobs(account));
  private final Cutter cutter = new Cutter(Azurite.running().port());
  private final UseCases useCases;
  private int runs;

  CutConnectionsTest() {
    stage.azure.lead(BlobStorage.HOST_SUFFIX, cutter.port());
    Map<String, String> settings = new HashMap<>(stage.azure.settings());
    settings.put("KEYHOLD_CATALOGUE", "https://" + account.name() + BlobStorage.HOST_SUFFIX);
    settings.put("AZURE_CLIENT_ID", SampleIdentities.BACKUP);
    useCases = stage.useCases(settings);
    // Azurite knows the true time alone, so the token comes before the stage's days begin to pass.
    assertThat(useCases.points().find(new PointId("20261124T010000Z-0123456789ab"))).isEmpty();
    Stored kek = stage.vault.keys().generate("kek", 2048);
    Stored bek = stage.wrappedBek("bek", TestStage.ascii("A".repeat(172)), kek);
    stage.machine(
        "ade",
        plan ->
            plan.os(stage.adeDisk(DiskPlan.blank(), bek, Optional.of(kek)))
                .data(0, DiskPlan.blank()));
  }

  @AfterEach
  void close() {
    cutter.close();
    // Rule 1 is checked on requests for blobs, which the local Azure does not see here.
    stage.azure.close();
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionThatIsCutAnywhereLosesNothing(Cutter.Way way) {
    int cases = playWithEveryCut(way, false, 1);
    System.out.printf("azurite: cut at each of %d places (%s), 0 slots wrong%n", cases, way);
  }

  @ParameterizedTest
  @EnumSource
  void aServiceThatStaysAwayUntilTheNextDeliveryLosesNothing(Cutter.Way way) {
    int cases = playWithEveryCut(way, true, 3);
    System.out.printf("azurite: gone at each of %d places (%s), 0 slots wrong%n", cases, way);
  }

  /** Cuts at every so many pieces, until a backup needs no more of them. */
  private int playWithEveryCut(Cutter.Way way, boolean stays, int step) {
    int cases = 0;
    for (int piece = 1; ; piece += step) {
      newDay();
      cutter.cutAt(way, piece, stays);
      quarterOfAnHour();
      boolean cut = cutter.hasCut();
      cutter.cutAt(way, 0, false);
      quarterOfAnHour();
      assertThat(wrongs()).as("cut at piece %d of those that go as %s", piece, way).isEmpty();
      if (!cut) {
        assertThat(cases).as("places at which it was cut").isGreaterThan(10 / step);
        return cases;
      }
      cases++;
    }
  }

  private void newDay() {
    Instant tomorrow =
        stage.azure.clock().instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(27));
    stage.azure.clock().set(tomorrow);
  }

  /** The timer fires, the queue delivers; whoever waits long enough finds Azurite again. */
  private void quarterOfAnHour() {
    for (BackupOrder order : fired()) {
      for (int delivery = 1; delivery <= DELIVERIES; delivery++) {
        BackupDelivery.Result result = useCases.backupMachine().deliver(order, delivery);
        cutter.up();
        if (!(result instanceof BackupDelivery.Result.Again)) {
          break;
        }
        stage.azure.clock().advance(Duration.ofMinutes(1));
      }
    }
    stage.azure.clock().advance(Duration.ofMinutes(15));
  }

  private List<BackupOrder> fired() {
    try {
      return useCases.backupTick().tick("tick-" + ++runs).orders();
    } catch (CloudFailure failed) {
      cutter.up();
      return List.of(); // the door answers 500, and the timer fires again
    }
  }

  /** Everything about today's slot that is not as it should be. */
  private List<String> wrongs() {
    List<String> wrongs = new ArrayList<>();
    String day = PointId.prefix(stage.azure.clock().instant()).substring(0, 8);
    List<PointId> ids =
        container("points").list(day).stream()
            .map(blob -> new PointId(blob.substring(0, blob.indexOf('/'))))
            .distinct()
            .toList();
    if (ids.size() != 1) {
      return List.of("points of the slot: " + ids);
    }
    // Reading checks the chain: no event is missing, each names the hash of the one before.
    RecoveryPoint point = useCases.points().find(ids.getFirst()).orElseThrow();
    List<String> words =
        point.events().stream().map(Event::change).map(Change::word).distinct().toList();
    if (point.state() != PointState.COMPLETE
        || !words.equals(List.of("gated", "taken", "completed"))
        || point.events().size() > 4) {
      wrongs.add(point.state() + " after " + words);
    }
    long snapshots =
        stage.snapshots().stream().filter(id -> id.contains("/kh-" + point.id())).count();
    if (snapshots != 2) {
      wrongs.add(snapshots + " snapshots");
    }
    for (String marker :
        List.of("index/machine/" + point.origin().vmId(), "index/state/complete/")) {
      if (container("work").list(marker).stream().noneMatch(n -> n.endsWith(point.id().value()))) {
        wrongs.add("no marker " + marker);
      }
    }
    return wrongs;
  }

  private Container container(String name) {
    return stage.azure.blobs().container(LocalAzure.ACCOUNT, name);
  }
}
