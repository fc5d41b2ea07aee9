package io.keyhold.local.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.local.arm.MachinePlan;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

/** The real identity library gets its tokens by the environment alone. */
class ManagedIdentityTest {

  private static final String CLIENT = "bbbbbbbb-0000-4000-8000-000000000002";

  @Test
  void anotherProcessListsMachinesWithTheSettingsAlone() throws Exception {
    try (var azure = LocalAzure.start(LocalAzure.Options.instant())) {
      azure.compute().machine(MachinePlan.named(LocalAzure.SUBSCRIPTION, "prod", "web-1"));
      var environment = new LinkedHashMap<>(azure.settings());
      environment.put("AZURE_CLIENT_ID", CLIENT);
      var child = Child.start(environment, ManagedIdentityProbe.class);
      var told = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(child.waitFor()).isZero();
      assertThat(told).contains("machine web-1");
      assertThat(azure.requests().all()).allMatch(entry -> entry.caller().equals(CLIENT));
    }
  }
}
