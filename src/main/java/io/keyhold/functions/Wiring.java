package io.keyhold.functions;

import io.keyhold.azure.AzureAdapters;
import io.keyhold.azure.AzureSettings;
import io.keyhold.azure.http.Lazy;
import io.keyhold.azure.signin.SignInSettings;
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
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

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
  Lazy<AzureAdapters> adapters(Waiting waiting) {
    return new Lazy<>(() -> azure(waiting));
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

  private static AzureAdapters azure(Waiting waiting) {
    return switch (AzureSettings.read(System.getenv())) {
      case AzureSettings.Reading.Valid valid ->
          AzureAdapters.ofManagedIdentity(
              valid.settings(), waiting, () -> UUID.randomUUID().toString());
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
