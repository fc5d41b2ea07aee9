package io.keyhold.azure.arm;

import com.azure.core.http.HttpResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.keyhold.azure.http.RetryAfter;
import io.keyhold.azure.http.Shown;
import io.keyhold.azure.http.Trouble;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * One answer to the question how an operation is going.
 *
 * @param failure why it will not succeed any more
 */
record OperationState(
    boolean done, Optional<Trouble.Answered> failure, Optional<Duration> retryAfter) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads {@code {"status", "error": {"code", "message"}}} of Azure-AsyncOperation; of Location,
   * 202 means that it goes on and any other success that it is done.
   */
  static OperationState read(HttpResponse response) {
    int status = response.getStatusCode();
    JsonNode body = body(response);
    Optional<Duration> wait = RetryAfter.of(response.getHeaders());
    if (status >= 300) {
      return new OperationState(false, Optional.of(error(status, body)), wait);
    }
    return switch (body.path("status").asText("").toLowerCase(Locale.ROOT)) {
      case "succeeded" -> new OperationState(true, Optional.empty(), wait);
      case "failed", "canceled", "cancelled" ->
          new OperationState(false, Optional.of(error(400, body)), wait);
      case "" -> new OperationState(status != 202, Optional.empty(), wait);
      default -> new OperationState(false, Optional.empty(), wait);
    };
  }

  private static Trouble.Answered error(int status, JsonNode body) {
    JsonNode error = body.path("error");
    return new Trouble.Answered(
        status,
        Shown.text(error.path("code").asText(body.path("status").asText("Failed"))),
        Optional.empty(),
        Shown.text(error.path("message").asText("")));
  }

  private static JsonNode body(HttpResponse response) {
    String text = response.getBodyAsString().block();
    try {
      return JSON.readTree(text == null || text.isBlank() ? "{}" : text);
    } catch (JsonProcessingException noJson) {
      // A success that cannot be read is not the end; patience bounds how often it is asked again.
      return JsonNodeFactory.instance.objectNode().put("status", "unreadable");
    }
  }
}
