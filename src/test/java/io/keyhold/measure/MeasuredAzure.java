package io.keyhold.measure;

import io.keyhold.local.azure.LocalAzure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The other process: a local Azure with a large fleet, whose limits are enforced and whose time
 * runs faster. It prints its settings, then {@code ready}; for a line {@code report} it says what
 * was asked of its limits, then {@code end}; it ends with its input.
 */
public final class MeasuredAzure {

  private MeasuredAzure() {}

  /**
   * @param arguments machines, speed
   */
  public static void main(String[] arguments) throws IOException {
    try (LocalAzure azure = start(Double.parseDouble(arguments[1]))) {
      LargeFleet.stage(azure, Integer.parseInt(arguments[0]));
      azure.settings().forEach((name, value) -> System.out.println(name + "=" + value));
      System.out.println("ready");
      Thread.ofVirtual().start(() -> forget(azure));
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      while (in.readLine() != null) {
        LimitUse.of(azure).forEach(use -> System.out.println(use.line()));
        System.out.println("heap " + used());
        System.out.println("end");
      }
    }
    System.exit(0);
  }

  static LocalAzure start(double speed) {
    LocalAzure azure = LocalAzure.start(LocalAzure.Options.inMemory());
    azure.clock().speed(speed);
    azure.enforceLimits(true);
    return azure;
  }

  /** Hundreds of thousands of requests are not kept. */
  private static void forget(LocalAzure azure) {
    while (true) {
      azure.requests().clear();
      try {
        Thread.sleep(Duration.ofMillis(500));
      } catch (InterruptedException ended) {
        return;
      }
    }
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
