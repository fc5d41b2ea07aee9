package io.keyhold.functions;

import io.keyhold.azure.AzureAdapters;
import io.keyhold.azure.AzureSettings;
import io.keyhold.azure.throttle.Throttle;
import io.keyhold.domain.Cloud;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Signals;
import io.keyhold.domain.Waiting;
import io.keyhold.heard.SignalLines;
import io.keyhold.policy.CronSlots;
import io.keyhold.policy.DocumentPolicies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Puts the program together. Nothing here talks to Azure before it is asked to. */
@ApplicationScoped
public class Wiring {

  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }

  @Produces
  @Singleton
  Waiting waiting() {
    return new Sleep();
  }

  @Produces
  @Singleton
  Throttle throttle(Waiting waiting, InstantSource clock) {
    return new Throttle(waiting, clock, () -> ThreadLocalRandom.current().nextDouble());
  }

  @Produces
  @Singleton
  Cloud cloud(Waiting waiting, Throttle throttle) {
    return new LazyCloud(() -> azure(waiting, throttle));
  }

  private static Cloud azure(Waiting waiting, Throttle throttle) {
    return switch (AzureSettings.read(System.getenv())) {
      case AzureSettings.Reading.Valid valid ->
          AzureAdapters.ofManagedIdentity(
              valid.settings(), waiting, throttle, () -> UUID.randomUUID().toString());
      case AzureSettings.Reading.Invalid invalid ->
          throw new CloudFailure(
              new Problem(
                  Code.SETTINGS_INVALID, "settings", String.join("; ", invalid.mistakes())));
    };
  }

  /** Lines beside the log's own: what is a line of JSON is an event (docs/log-events.md). */
  @Produces
  @Singleton
  Signals signals() {
    return new SignalLines(System.out::println);
  }

  @Produces
  @Singleton
  UseCases useCases(Cloud cloud, Waiting waiting, InstantSource clock, Signals signals) {
    return new UseCases(
        cloud,
        new DocumentPolicies(() -> cloud.policySource().text()),
        new CronSlots(),
        waiting,
        clock,
        signals);
  }
}
