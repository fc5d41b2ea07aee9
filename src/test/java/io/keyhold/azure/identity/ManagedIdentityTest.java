package io.keyhold.azure.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.azure.http.LoginProxy;
import io.keyhold.local.arm.MachinePlan;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.http.RequestLog;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The managed identity itself, in a process that has the settings in its environment. */
class ManagedIdentityTest {

  private static final String CLIENT = "cccccccc-0000-4000-8000-000000000001";

  private static LocalAzure azure;

  @BeforeAll
  static void start() {
    azure = LocalAzure.start(LocalAzure.Options.inMemory());
    azure.compute().machine(MachinePlan.named(LocalAzure.SUBSCRIPTION, "app", "vm1"));
  }

  @AfterAll
  static void stop() {
    azure.close();
  }

  private static String run(Map<String, String> changes) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                java,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                AsTheHandler.class.getName(),
                LocalAzure.SUBSCRIPTION));
    Map<String, String> environment = new HashMap<>(azure.settings());
    environment.putAll(changes);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  @Test
  void theDefaultIdentityIsUsedWhenNoneIsNamed() throws Exception {
    assertThat(run(Map.of())).contains("found vm1");
    assertThat(azure.requests().all())
        .extracting(RequestLog.Entry::caller)
        .contains(azure.defaultCaller().clientId());
  }

  @Test
  void theNamedIdentityIsUsed() throws Exception {
    assertThat(run(Map.of("AZURE_CLIENT_ID", CLIENT))).contains("found vm1");
    assertThat(azure.requests().all()).extracting(RequestLog.Entry::caller).contains(CLIENT);
  }

  @Test
  void aProxyThatAsksForALoginGetsIt() throws Exception {
    int relay = URI.create(azure.settings().get("HTTPS_PROXY")).getPort();
    try (LoginProxy proxy = new LoginProxy(relay, "keyhold:p@ss")) {
      String url = "http://keyhold:p%40ss@127.0.0.1:" + proxy.port();
      assertThat(run(Map.of("HTTPS_PROXY", url))).contains("found vm1");
      assertThat(proxy.served()).anyMatch(line -> line.contains("management.azure.com:443"));
    }
  }
}
