package io.keyhold.functions;

import io.keyhold.access.Installation;
import io.keyhold.azure.AzureAdapters;
import io.keyhold.azure.AzureSettings;
import io.keyhold.azure.http.Lazy;
import io.keyhold.azure.signin.SignInSettings;
import io.keyhold.azure.throttle.Throttle;
import io.keyhold.domain.Admission;
import io.keyhold.domain.Cloud;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Problem;
import io.keyhold.domain.SignIn;
import io.keyhold.domain.Signals;
import io.keyhold.domain.Waiting;
import io.keyhold.heard.SignalLines;
import io.keyhold.policy.CronSlots;
import io.keyhold.policy.DocumentPolicies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Puts the program together. Nothing here talks to Azure before it is asked to. */
@ApplicationScoped
public class Wiring {

  /** Which app this is: backup, restore or retention; not set where it is all of them. */
  static final String APP = "KEYHOLD_APP";

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
  Lazy<AzureAdapters> adapters(Waiting waiting, Throttle throttle) {
    return new Lazy<>(() -> azure(waiting, throttle));
  }

  @Produces
  @Singleton
  Cloud cloud(Lazy<AzureAdapters> adapters) {
    return new LazyCloud(adapters::get);
  }

  @Produces
  @Singleton
  Admission admission(Lazy<AzureAdapters> adapters, InstantSource clock) {
    Lazy<SignIn> signIn = new Lazy<>(() -> signIn(adapters.get(), clock));
    return new Admission(new LazySignIn(signIn));
  }

  private static SignIn signIn(AzureAdapters adapters, InstantSource clock) {
    return switch (SignInSettings.read(System.getenv())) {
      case SignInSettings.Reading.Valid valid -> adapters.signIn(valid.settings(), clock);
      case SignInSettings.Reading.Invalid invalid -> throw wrong(invalid.mistakes());
    };
  }

  private static AzureAdapters azure(Waiting waiting, Throttle throttle) {
    return AzureAdapters.ofManagedIdentity(
        valid(System.getenv()), waiting, throttle, () -> UUID.randomUUID().toString());
  }

  /** Read when it is asked for, so that a wrong setting fails that call and not the start. */
  @Produces
  @Dependent
  Installation installation() {
    return installation(System.getenv());
  }

  static Installation installation(Map<String, String> environment) {
    AzureSettings settings = valid(environment);
    Optional<URI> policies =
        settings
            .policies()
            .flatMap(
                place ->
                    place instanceof AzureSettings.PolicyPlace.Blob blob
                        ? Optional.of(blob.url())
                        : Optional.empty());
    Optional<String> app =
        Optional.ofNullable(environment.get(APP)).map(String::strip).filter(a -> !a.isEmpty());
    return new Installation(app, settings.clientId(), settings.catalogue(), policies);
  }

  private static AzureSettings valid(Map<String, String> environment) {
    return switch (AzureSettings.read(environment)) {
      case AzureSettings.Reading.Valid valid -> valid.settings();
      case AzureSettings.Reading.Invalid invalid -> throw wrong(invalid.mistakes());
    };
  }

  private static CloudFailure wrong(List<String> mistakes) {
    return new CloudFailure(
        new Problem(Code.SETTINGS_INVALID, "settings", String.join("; ", mistakes)));
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
