package io.keyhold.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.azure.Wire;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The relay leads to the local Azure and nowhere else, and remembers who asked for what. */
class RelayTest {

  private LocalAzure azure;

  @BeforeEach
  void start() {
    azure = LocalAzure.start(LocalAzure.Options.instant());
  }

  @AfterEach
  void stop() {
    azure.close();
  }

  @Test
  void aForeignHostIsRefusedAndRemembered() throws IOException {
    assertThat(asked("CONNECT example.org:443 HTTP/1.1")).contains(" 403 ");
    assertThat(azure.relayed().getLast().host()).isEqualTo("example.org");
    assertThat(azure.relayed().getLast().verdict()).isEqualTo(Relay.Verdict.REFUSED);
  }

  @Test
  void anotherPortIsRefused() throws IOException {
    assertThat(asked("CONNECT management.azure.com:80 HTTP/1.1")).contains(" 403 ");
  }

  @Test
  void anotherMethodThanConnectIsNotKnown() throws IOException {
    assertThat(asked("GET http://management.azure.com/ HTTP/1.1")).contains(" 405 ");
  }

  @Test
  void aVaultThatDoesNotExistDoesNotResolve() throws IOException {
    assertThat(asked("CONNECT kv-none.vault.azure.net:443 HTTP/1.1")).contains(" 502 ");
    assertThat(azure.relayed().getLast().verdict()).isEqualTo(Relay.Verdict.UNRESOLVED);
  }

  @Test
  void aVaultThatWasDeletedDoesNotResolveThoughAConnectionToItIsOpen() {
    azure.vaults().create("kv-prod");
    var wire = new Wire(azure);
    var request = Wire.request("https://kv-prod.vault.azure.net/keys?api-version=7.4").build();
    assertThat(wire.send(request).statusCode()).isEqualTo(401);
    azure.vaults().delete("kv-prod");
    assertThatThrownBy(() -> wire.send(request)).hasCauseInstanceOf(IOException.class);
    assertThat(azure.relayed().getLast().verdict()).isEqualTo(Relay.Verdict.UNRESOLVED);
  }

  @Test
  void manyCallsGoThroughOneTunnel() {
    var wire = new Wire(azure);
    for (int i = 0; i < 5; i++) {
      assertThat(
              wire.get(
                      "/subscriptions/"
                          + LocalAzure.SUBSCRIPTION
                          + "/resourceGroups"
                          + "?api-version=2021-04-01")
                  .statusCode())
          .isEqualTo(200);
    }
    assertThat(azure.relayed()).hasSize(1);
    assertThat(azure.requests().all()).hasSize(5);
  }

  private String asked(String line) throws IOException {
    var proxy = URI.create(azure.settings().get("HTTPS_PROXY"));
    try (var socket = new Socket(proxy.getHost(), proxy.getPort())) {
      socket.getOutputStream().write((line + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    }
  }
}
