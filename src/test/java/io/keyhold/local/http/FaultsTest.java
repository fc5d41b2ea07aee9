package io.keyhold.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.azure.Wire;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults hit the calls they are meant for, and let the effect happen or not, as they were told. */
class FaultsTest {

  private static final String DISK =
      "/subscriptions/"
          + LocalAzure.SUBSCRIPTION
          + "/resourceGroups/g/providers/Microsoft.Compute/disks/d";

  private static final String BODY =
      "{\"location\": \"westeurope\", \"properties\": {\"creationData\": {\"createOption\":"
          + " \"Empty\"}, \"diskSizeGB\": 1}}";

  private static final Predicate<Request> PUT = request -> request.method().equals("PUT");

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
  void aStatusBeforeTheEffectPreventsIt() {
    azure.faults().add(PUT, Fault.before(new Fault.Status(429, "{}", OptionalInt.of(7))), 1);
    var answer = put();
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("retry-after")).contains("7");
    assertThat(azure.compute().find(DISK)).isEmpty();
    assertThat(put().statusCode()).isEqualTo(202);
  }

  @Test
  void aStatusAfterTheEffectHidesIt() {
    azure.faults().add(PUT, Fault.after(new Fault.Status(500, "")), 1);
    assertThat(put().statusCode()).isEqualTo(500);
    assertThat(azure.compute().find(DISK)).isPresent();
  }

  @Test
  void onlyTheNthCallIsHit() {
    azure.faults().addNth(PUT, Fault.before(new Fault.Status(503, "")), 2);
    assertThat(put().statusCode()).isEqualTo(202);
    assertThat(put().statusCode()).isEqualTo(503);
    assertThat(put().statusCode()).isEqualTo(202);
  }

  @Test
  void aFaultHitsAsOftenAsItWasTold() {
    azure.faults().add(PUT, Fault.before(new Fault.Status(503, "")), 2);
    assertThat(put().statusCode()).isEqualTo(503);
    assertThat(put().statusCode()).isEqualTo(503);
    assertThat(put().statusCode()).isEqualTo(202);
  }

  @Test
  void aResetBreaksTheConnectionAndTheNextCallGoesThrough() {
    azure.faults().add(PUT, Fault.after(new Fault.Reset()), 1);
    assertThatThrownBy(this::put).hasCauseInstanceOf(IOException.class);
    assertThat(azure.compute().find(DISK)).isPresent();
    assertThat(azure.requests().all().getFirst().status()).isZero();
    assertThat(put().statusCode()).isEqualTo(202);
  }

  @Test
  void aTimeoutIsFeltByTheClient() throws Exception {
    azure.faults().add(PUT, Fault.before(new Fault.Timeout()), 1);
    var request =
        Wire.request("https://management.azure.com" + DISK + "?api-version=2024-03-02")
            .timeout(Duration.ofMillis(300))
            .PUT(HttpRequest.BodyPublishers.ofString(BODY))
            .build();
    var client = Wire.builder(azure).build();
    assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.ofString()))
        .isInstanceOf(HttpTimeoutException.class);
    assertThat(azure.compute().find(DISK)).isEmpty();
  }

  @Test
  void aMalformedBodyIsNoJson() {
    azure.faults().add(PUT, Fault.after(new Fault.Malformed()), 1);
    var answer = put();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> Wire.json(answer)).hasCauseInstanceOf(JsonProcessingException.class);
  }

  private HttpResponse<String> put() {
    return wire.arm("PUT", DISK + "?api-version=2024-03-02", BODY);
  }
}
