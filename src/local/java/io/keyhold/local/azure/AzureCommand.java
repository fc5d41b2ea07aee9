package io.keyhold.local.azure;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * {@code ./keyhold azure}: the local Azure alone. Prints what a handler must have in its
 * environment as {@code NAME=value} lines, a caller's {@code TOKEN} with all roles for a day, then
 * {@code ready}, and stays until it is ended.
 */
public final class AzureCommand {

  private final Consumer<LocalAzure> fleet;

  /**
   * @param fleet stages what is to be there
   */
  public AzureCommand(Consumer<LocalAzure> fleet) {
    this.fleet = fleet;
  }

  /**
   * Runs until the process is ended.
   *
   * @param arguments {@code --folder DIR}, {@code --identity-port N}, {@code --control-port N},
   *     {@code --retry-after-scale X}, {@code --limits told} or {@code enforced}
   */
  public int run(String[] arguments, PrintStream out, PrintStream err) throws InterruptedException {
    LocalAzure.Options options;
    boolean enforced;
    try {
      options = options(arguments);
      enforced = enforced(arguments);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      return 2;
    }
    var ended = new CountDownLatch(1);
    try (var azure = LocalAzure.start(options)) {
      fleet.accept(azure);
      azure.enforceLimits(enforced);
      var hook = new Thread(() -> end(azure, ended));
      Runtime.getRuntime().addShutdownHook(hook);
      azure.settings().forEach((name, value) -> out.println(name + "=" + value));
      out.println("TOKEN=" + azure.callers().token());
      out.println("ready");
      out.flush();
      err.println("The local Azure's control door is " + azure.controlUrl());
      ended.await();
    }
    return 0;
  }

  private static void end(LocalAzure azure, CountDownLatch ended) {
    azure.close();
    ended.countDown();
  }

  private static boolean enforced(String[] arguments) {
    int at = Arrays.asList(arguments).indexOf("--limits");
    if (at < 0) {
      return false;
    }
    return switch (arguments[at + 1]) {
      case "told" -> false;
      case "enforced" -> true;
      default -> throw new IllegalArgumentException("--limits is told or enforced");
    };
  }

  private static LocalAzure.Options options(String[] arguments) {
    var options = LocalAzure.Options.inMemory();
    for (int i = 0; i < arguments.length; i += 2) {
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException("A value is missing after " + arguments[i]);
      }
      var value = arguments[i + 1];
      options =
          switch (arguments[i]) {
            case "--folder" -> options.folder(Path.of(value));
            case "--identity-port" -> options.identityPort(Integer.parseInt(value));
            case "--control-port" -> options.controlPort(Integer.parseInt(value));
            case "--retry-after-scale" -> options.retryAfterScale(Double.parseDouble(value));
            case "--limits" -> options;
            default ->
                throw new IllegalArgumentException(
                    "Unknown argument "
                        + arguments[i]
                        + "; known are --folder, --identity-port, --control-port,"
                        + " --retry-after-scale and --limits");
          };
    }
    return options;
  }
}
