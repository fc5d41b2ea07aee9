package io.keyhold.azure.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.azure.AzureAdapters;
import io.keyhold.azure.AzureSettings;
import io.keyhold.azure.LocalCredential;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.Disks;
import io.keyhold.domain.Waiting;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.arm.RateLimits;
import io.keyhold.local.azure.LocalAzure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A process that has the subscription to itself, against limits that are enforced. */
class NoRefusalTest {

  private static final int CALLS = 600;
  private static final int AT_ONCE = 8;

  /** They load the classes; the bucket is full again before the others come. */
  private static final int FIRST_CALLS = 50;

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void itIsAsFastAsTheLimitAllowsAndIsNeverRefused() throws Exception {
    try (LocalAzure azure = LocalAzure.start(LocalAzure.Options.instant())) {
      azure.enforceLimits(true);
      ArmId disk =
          new ArmId(
              azure
                  .compute()
                  .disk(LocalAzure.SUBSCRIPTION, "g", "westeurope", DiskPlan.blank().named("d")));
      Disks disks = adapters(azure.settings()).disks();
      for (int call = 0; call < FIRST_CALLS; call++) {
        assertThat(disks.status(disk)).isPresent();
      }
      sleep(Duration.ofSeconds(2));
      Instant start = Instant.now();
      List<Future<Boolean>> all = new ArrayList<>();
      try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
        for (int call = 0; call < CALLS; call++) {
          all.add(threads.submit(() -> disks.status(disk).isPresent()));
        }
      }
      double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
      for (Future<Boolean> one : all) {
        assertThat(one.get()).isTrue();
      }
      RateLimits.Used reads =
          azure.limits().used().stream()
              .filter(use -> use.name().equals("reads"))
              .findFirst()
              .orElseThrow();
      assertThat(reads.calls()).isEqualTo(FIRST_CALLS + CALLS);
      assertThat(reads.refused()).isZero();
      double allowed = (CALLS - reads.capacity()) / reads.perSecond();
      assertThat(seconds).as("of %.1f s", allowed).isBetween(allowed * 0.99, allowed * 1.2);
    }
  }

  private static AzureAdapters adapters(Map<String, String> settings) {
    AzureSettings read = ((AzureSettings.Reading.Valid) AzureSettings.read(settings)).settings();
    Waiting waiting = NoRefusalTest::sleep;
    return new AzureAdapters(
        read,
        http -> new LocalCredential(settings, read.clientId()),
        waiting,
        new Throttle(waiting, InstantSource.system(), () -> 0.5),
        () -> "write");
  }
}
