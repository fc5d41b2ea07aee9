package io.keyhold.measure;

import io.keyhold.azure.AzureAdapters;
import io.keyhold.azure.AzureSettings;
import io.keyhold.azure.LocalCredential;
import io.keyhold.azure.throttle.Throttle;
import io.keyhold.backup.BackupDelivery;
import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.PointState;
import io.keyhold.functions.UseCases;
import io.keyhold.policy.CronSlots;
import io.keyhold.policy.DocumentPolicies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One process of the backup app and its host: the tick, and then its messages, as many at once as
 * host.json lets through, each delivered again when it is given back.
 */
final class FleetRun {

  /** {@code batchSize} and {@code newBatchThreshold} of function-config/backup/host.json. */
  static final int AT_ONCE = 16 + 8;

  private final ScaledTime time;
  private final UseCases useCases;

  FleetRun(Map<String, String> settings, double speed) {
    this.time = new ScaledTime(speed);
    AzureSettings read = ((AzureSettings.Reading.Valid) AzureSettings.read(settings)).settings();
    AzureAdapters adapters =
        new AzureAdapters(
            read,
            http -> new LocalCredential(settings, read.clientId()),
            time,
            new Throttle(time, time, () -> ThreadLocalRandom.current().nextDouble()),
            () -> UUID.randomUUID().toString());
    this.useCases =
        new UseCases(
            adapters,
            new DocumentPolicies(() -> adapters.policySource().text()),
            new CronSlots(),
            time,
            time,
            signal -> {});
  }

  /**
   * What came of it, in the time of the local Azure.
   *
   * @param again messages that were given back
   */
  record Done(int machines, Duration tick, Duration all, int again) {}

  Done run() {
    Instant start = time.instant();
    List<BackupOrder> orders = useCases.backupTick().tick("measure").orders();
    Duration tick = Duration.between(start, time.instant());
    int again = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<Integer>> all = new ArrayList<>();
      for (BackupOrder order : orders) {
        all.add(threads.submit(() -> deliver(order)));
      }
      for (Future<Integer> one : all) {
        again += one.get();
      }
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
    return new Done(orders.size(), tick, Duration.between(start, time.instant()), again);
  }

  private int deliver(BackupOrder order) {
    for (int delivery = 1; ; delivery++) {
      switch (useCases.backupMachine().deliver(order, delivery)) {
        case BackupDelivery.Result.Done done -> {
          if (done.point().state() != PointState.COMPLETE) {
            throw new IllegalStateException(done.point().id() + " is " + done.point().state());
          }
          return delivery - 1;
        }
        case BackupDelivery.Result.Again back -> time.pause(Duration.ofMinutes(1));
        case BackupDelivery.Result.Dropped dropped ->
            throw new IllegalStateException(dropped.cause().detail());
      }
    }
  }
}
