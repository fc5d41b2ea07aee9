package io.keyhold.local.azure;

import io.keyhold.local.arm.MachinePlan;

/** {@code ./keyhold azure} with one machine, as a process of its own. */
public final class AzureCommandProbe {

  private AzureCommandProbe() {}

  public static void main(String[] arguments) throws InterruptedException {
    var command =
        new AzureCommand(
            azure -> {
              azure.policies("{\"policies\": []}");
              azure.compute().machine(MachinePlan.named(LocalAzure.SUBSCRIPTION, "prod", "m"));
            });
    System.exit(command.run(arguments, System.out, System.err));
  }
}
