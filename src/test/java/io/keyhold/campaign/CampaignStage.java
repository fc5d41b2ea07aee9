package io.keyhold.campaign;

import io.keyhold.azure.KnownTokens;
import io.keyhold.azure.LocalCredential;
import io.keyhold.backup.BackupDelivery;
import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.e2e.TestStage;
import io.keyhold.functions.UseCases;
import io.keyhold.local.http.NoWire;
import io.keyhold.local.http.RequestLog.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A local Azure with one machine, used day after day: every case has a slot of its own. It plays
 * the host: the timer every quarter of an hour, the queue with its five deliveries.
 */
final class CampaignStage implements AutoCloseable {

  /** What a silence takes of the local Azure's time, and of nobody else's. */
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private static final Duration TICKS = Duration.ofMinutes(15);
  private static final Duration VISIBLE_AGAIN = Duration.ofMinutes(1);

  final TestStage stage = new TestStage();
  private final Map<String, String> settings = new HashMap<>();
  private final UseCases useCases;
  private int runs;

  CampaignStage() {
    Fleet.mixedMachine(stage);
    settings.putAll(stage.azure.settings());
    settings.put("KEYHOLD_POLICIES", Fleet.policiesInABlob(stage.azure));
    useCases =
        stage.useCases(
            stage.adapters(
                settings,
                new NoWire(stage.azure.dispatcher(), () -> stage.azure.clock().advance(TIMEOUT)),
                new KnownTokens(new LocalCredential(settings, Optional.empty()))));
  }

  /** A new day, just after the time of the slot, with an empty log and no faults. */
  void newDay() {
    stage.azure.faults().clear();
    stage.azure.requests().clear();
    Instant tomorrow =
        stage.azure.clock().instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(27));
    stage.azure.clock().set(tomorrow);
  }

  /** The calls of one backup in which nothing goes wrong. */
  List<Entry> recorded() {
    newDay();
    quarterOfAnHour();
    return stage.azure.requests().all();
  }

  /** The timer fires and the queue delivers what it sent until each message is done or dead. */
  void quarterOfAnHour() {
    Deque<BackupOrder> queue = new ArrayDeque<>(fire());
    while (!queue.isEmpty()) {
      deliverUntilDone(queue.poll());
    }
    stage.azure.clock().advance(TICKS);
  }

  private List<BackupOrder> fire() {
    try {
      return useCases.backupTick().tick("tick-" + ++runs).orders();
    } catch (CloudFailure failedTick) {
      return List.of(); // the door answers 500, and the timer fires again
    }
  }

  private void deliverUntilDone(BackupOrder order) {
    for (int delivery = 1; delivery <= BackupDelivery.LAST_DELIVERY; delivery++) {
      if (useCases.backupMachine().deliver(order, delivery)
          instanceof BackupDelivery.Result.Again) {
        stage.azure.clock().advance(VISIBLE_AGAIN);
      } else {
        return;
      }
    }
  }

  /** Every point of today's slot as it stands. */
  List<RecoveryPoint> today() {
    return Points.today(stage.azure, useCases);
  }

  List<String> orphansAfterASweep() {
    return Wrongs.orphansAfterASweep(stage, useCases);
  }

  @Override
  public void close() {
    stage.azure.close();
  }
}
