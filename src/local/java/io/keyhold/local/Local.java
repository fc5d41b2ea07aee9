package io.keyhold.local;

import io.keyhold.local.arm.ArmOptions.CopyStep;
import io.keyhold.local.azure.AzureCommand;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.demo.Demo;
import io.keyhold.local.demo.DemoFailure;
import io.keyhold.local.fleet.AppSettings;
import io.keyhold.local.fleet.Examples;
import io.keyhold.local.fleet.SampleFleet;
import io.keyhold.local.functions.HostException;
import io.keyhold.local.functions.LocalCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** What {@code ./keyhold azure}, {@code local} and {@code demo} start. */
public final class Local {
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  /** A person waits for it: no more than until the timer of the copies looks again. */
  private static final CopyStep QUICK_COPY = new CopyStep(Duration.ofSeconds(20), 100);

  private Local() {}

  public static void main(String[] arguments) throws InterruptedException {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) throws InterruptedException {
    String command = arguments.length == 0 ? "" : arguments[0];
    return switch (command) {
      case "azure" ->
          new AzureCommand(new SampleFleet())
              .run(Arrays.copyOfRange(arguments, 1, arguments.length), System.out, System.err);
      case "local" -> local(Path.of(arguments[1]));
      case "demo" -> demo(Path.of(arguments[1]));
      default -> {
        System.err.println("Usage: azure | local APPS | demo APPS");
        yield MISUSED;
      }
    };
  }

  private static int local(Path packages) throws InterruptedException {
    LocalAzure azure =
        LocalAzure.start(LocalAzure.Options.inMemory().arm(arm -> arm.withCopies(QUICK_COPY)));
    Runtime.getRuntime().addShutdownHook(new Thread(azure::close, "azure-end"));
    new SampleFleet().accept(azure);
    System.out.println("The local Azure's control door is " + azure.controlUrl());
    LocalCommand.run(
        AppSettings.apps(packages).stream()
            .map(app -> new LocalCommand.App(app, AppSettings.of(azure, app)))
            .toList(),
        LocalCommand.PORT,
        Examples.lines(azure, "http://localhost:" + LocalCommand.PORT),
        System.out::println);
    return 0;
  }

  private static int demo(Path packages) {
    try {
      new Demo(System.out, System.getenv()).run(packages);
      return 0;
    } catch (DemoFailure | HostException untrue) {
      System.out.flush();
      System.err.println("The demo failed: " + untrue.getMessage());
      return FAILED;
    }
  }
}
