package io.keyhold.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Keyhold's HTTP API as any client calls it. */
final class Api {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
  private final URI host;
  private final String token;

  Api(URI host, String token) {
    this.host = host;
    this.token = token;
  }

  /** An answer with its status; a body that is no JSON is a text node. */
  record Answer(int status, JsonNode body) {}

  JsonNode get(String path) {
    return expect(200, "GET", path, HttpRequest.BodyPublishers.noBody());
  }

  JsonNode put(int status, String path, JsonNode body) {
    return expect(status, "PUT", path, HttpRequest.BodyPublishers.ofString(body.toString()));
  }

  private JsonNode expect(int status, String method, String path, HttpRequest.BodyPublisher body) {
    Answer answer = send(method, path, body);
    DemoFailure.unless(
        answer.status() == status,
        "%s %s was answered with %d instead of %d: %s"
            .formatted(method, path, answer.status(), status, answer.body()));
    return answer.body();
  }

  private Answer send(String method, String path, HttpRequest.BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(host.resolve(path))
            .method(method, body)
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .timeout(Duration.ofMinutes(1))
            .build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), JSON.readTree(response.body()));
    } catch (IOException failed) {
      throw new DemoFailure(
          "%s %s got no answer: %s".formatted(method, path, failed.getMessage()), failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("Stopped", stop);
    }
  }
}
