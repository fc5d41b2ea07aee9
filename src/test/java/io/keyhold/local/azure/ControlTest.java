package io.keyhold.local.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.local.arm.DiskPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What another process can see and change through the control door. */
class ControlTest {

  private static final String GROUPS =
      "/subscriptions/" + LocalAzure.SUBSCRIPTION + "/resourceGroups?api-version=2021-04-01";

  private LocalAzure azure;
  private Wire wire;

  @BeforeEach
  void start() {
    azure = LocalAzure.start(LocalAzure.Options.instant());
    wire = new Wire(azure);
  }

  @AfterEach
  void stop() {
    azure.close();
  }

  @Test
  void theRequestLogAndTheRelaysLogCanBeRead() {
    wire.get(GROUPS);
    var requests = asked("GET", "/requests", "");
    assertThat(requests.at("/0/host").asText()).isEqualTo("management.azure.com");
    assertThat(requests.at("/0/status").asInt()).isEqualTo(200);
    assertThat(asked("GET", "/relayed", "").at("/0/verdict").asText()).isEqualTo("ALLOWED");
    asked("DELETE", "/requests", "");
    assertThat(azure.requests().all()).isEmpty();
  }

  @Test
  void theClockCanBeMoved() {
    var before = azure.clock().instant();
    asked("POST", "/clock", "{\"advance\": \"P2D\"}");
    assertThat(Duration.between(before, azure.clock().instant())).isGreaterThan(Duration.ofDays(2));
    asked("POST", "/clock", "{\"set\": \"2030-01-01T00:00:00Z\"}");
    assertThat(azure.clock().instant()).isAfter(Instant.parse("2029-12-31T23:59:59Z"));
  }

  @Test
  void aKeyCanBeDisabled() {
    var version = azure.vaults().create("kv-prod").keys().generate("kek", 2048).version();
    asked(
        "POST",
        "/keys",
        "{\"vault\": \"kv-prod\", \"name\": \"kek\", \"version\": \""
            + version
            + "\", \"enabled\": false}");
    var answer =
        wire.send(
            Wire.request("https://kv-prod.vault.azure.net/keys/kek/" + version + "?api-version=7.4")
                .header(
                    "Authorization", "Bearer " + Wire.token(azure, "https://vault.azure.net", ""))
                .build());
    assertThat(Wire.json(answer).at("/attributes/enabled").asBoolean(true)).isFalse();
  }

  @Test
  void faultsAndDenialsCanBeOrdered() {
    asked("POST", "/faults", "{\"path\": \"resourcegroups\", \"status\": 503, \"retryAfter\": 1}");
    assertThat(wire.get(GROUPS).statusCode()).isEqualTo(503);
    assertThat(wire.get(GROUPS).statusCode()).isEqualTo(200);
    asked("POST", "/identities", "{\"deny\": [\"Microsoft.Resources/*\"]}");
    assertThat(wire.get(GROUPS).statusCode()).isEqualTo(403);
  }

  @Test
  void theBytesOfADiskCanBeRead() {
    var id =
        azure
            .compute()
            .disk(LocalAzure.SUBSCRIPTION, "g", "westeurope", DiskPlan.blank().named("d"));
    azure.compute().write(id, 1024, "here".getBytes(StandardCharsets.UTF_8));
    assertThat(raw("GET", "/bytes?id=" + id + "&offset=1024&length=4", "")).isEqualTo("here");
    assertThat(asked("GET", "/resources?type=disks", "").at("/0/id").asText()).isEqualTo(id);
  }

  @Test
  void anUnknownCallSaysSo() {
    assertThat(asked("GET", "/nothing", "").path("problem").asText()).contains("GET /nothing");
  }

  private JsonNode asked(String method, String path, String body) {
    return Wire.json(raw(method, path, body));
  }

  private String raw(String method, String path, String body) {
    try (var client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(azure.controlUrl() + path))
                  .method(method, HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
