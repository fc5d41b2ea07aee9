package io.keyhold.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.azure.Wire;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A local Azure of one exchange's own, and the calls that bring it into a state. */
final class ArmStage implements AutoCloseable {

  private static final Duration TAKES = Duration.ofSeconds(20);

  private final LocalAzure azure =
      LocalAzure.start(LocalAzure.Options.inMemory().arm(arm -> arm.withOperations(TAKES, TAKES)));
  private final Wire wire = new Wire(azure);

  ArmStage() {
    azure.clock().stop();
  }

  LocalAzure azure() {
    return azure;
  }

  HttpResponse<String> send(String method, String url, String body) {
    return wire.arm(method, url, body);
  }

  JsonNode get(String url) {
    return Wire.json(wire.get(url));
  }

  /** Starts what is to be recorded's past, which must be accepted, and gives the answer. */
  HttpResponse<String> begin(String method, String url, String body) {
    var accepted = send(method, url, body);
    assertThat(accepted.statusCode())
        .as("%s %s %s: %s", method, url, body, accepted.body())
        .isBetween(200, 299);
    return accepted;
  }

  /** The same, to its end. */
  void done(String method, String url, String body) {
    ended(begin(method, url, body));
  }

  /** Lets an operation end, and gives what its URL answers then. */
  HttpResponse<String> ended(HttpResponse<String> accepted) {
    var url = accepted.headers().firstValue("azure-asyncoperation");
    if (url.isEmpty()) {
      return accepted;
    }
    azure.clock().advance(TAKES);
    var answer = wire.get(url.get());
    assertThat(Wire.json(answer).path("status").asText()).as(answer.body()).isEqualTo("Succeeded");
    return answer;
  }

  void advance(Duration by) {
    azure.clock().advance(by);
  }

  @Override
  public void close() {
    azure.close();
  }
}
