package io.keyhold.azure.identity;

import io.keyhold.azure.AzureAdapters;
import io.keyhold.azure.AzureSettings;
import io.keyhold.azure.OwnTime;
import java.time.Duration;

/**
 * A program that reads its settings from its environment and lists machines, as the handler does; a
 * process of its own, for the identity library reads only the environment.
 */
public final class AsTheHandler {

  private AsTheHandler() {}

  public static void main(String[] subscriptions) {
    switch (AzureSettings.read(System.getenv())) {
      case AzureSettings.Reading.Valid valid ->
          AzureAdapters.ofManagedIdentity(
                  valid.settings(), AsTheHandler::noWaiting, OwnTime.throttle(), () -> "write")
              .machines()
              .in(subscriptions[0])
              .forEach(machine -> System.out.println("found " + machine.id().name()));
      case AzureSettings.Reading.Invalid invalid -> System.out.println(invalid.mistakes());
    }
  }

  private static void noWaiting(Duration time) {
    throw new IllegalStateException("listing machines waits for nothing");
  }
}
