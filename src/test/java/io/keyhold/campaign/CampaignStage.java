package io.keyhold.campaign;

import io.keyhold.backup.BackupDelivery;
import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.e2e.TestStage;
import io.keyhold.functions.UseCases;
import io.keyhold.local.http.RequestLog.Entry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A local Azure with one machine, used day after day: every case has a slot of its own. It plays
 * the host: the timer every quarter of an hour, the queue with its five deliveries.
 */
final class CampaignStage implements AutoCloseable {

  /** Long enough that only an injected silence is one, on a busy machine too. */
  private static final String TIMEOUT_SECONDS = "4";

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
    settings.put("KEYHOLD_HTTP_TIMEOUT", TIMEOUT_SECONDS);
    useCases = stage.useCases(settings);
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

  @Override
  public void close() {
    stage.azure.close();
  }
}
