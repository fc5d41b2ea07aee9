package io.keyhold.azure.http;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import com.azure.core.management.exception.ManagementError;
import com.azure.storage.blob.models.BlobStorageException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;

/** The error that Azure's services put into the body of their answer, each in its own form. */
final class ErrorBody {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpHeaderName CODE = HttpHeaderName.fromString("x-ms-error-code");

  private ErrorBody() {}

  static Trouble.Answered read(HttpResponseException failure) {
    int status = failure.getResponse().getStatusCode();
    if (failure instanceof BlobStorageException blob) {
      return blob(blob);
    }
    // The SDK has read the body already; what it made of it differs from service to service.
    return switch (failure.getValue()) {
      case ManagementError error -> arm(status, error);
      case Map<?, ?> tree -> answered(status, null, JSON.valueToTree(tree));
      case null, default -> json(failure.getResponse());
    };
  }

  private static Trouble.Answered arm(int status, ManagementError error) {
    return new Trouble.Answered(
        status, shown(error.getCode()), Optional.empty(), shown(error.getMessage()));
  }

  private static Trouble.Answered blob(BlobStorageException failure) {
    String code = failure.getErrorCode() == null ? "" : failure.getErrorCode().toString();
    String message = failure.getServiceMessage();
    return new Trouble.Answered(
        failure.getStatusCode(),
        code,
        Optional.empty(),
        message == null ? "" : Shown.text(firstLine(message)));
  }

  /** Storage adds request id and time on further lines. */
  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  /**
   * {@code {"error": {"code", "message", "innererror": {"code"}}}}, or the same without "error".
   */
  private static Trouble.Answered json(HttpResponse response) {
    return answered(response.getStatusCode(), response.getHeaderValue(CODE), tree(text(response)));
  }

  private static Trouble.Answered answered(int status, String headerCode, JsonNode tree) {
    JsonNode error = tree.path("error").isObject() ? tree.path("error") : tree;
    String code = error.path("code").asText("");
    String inner = error.path("innererror").path("code").asText("");
    return new Trouble.Answered(
        status,
        code.isEmpty() ? shown(headerCode) : shown(code),
        Optional.of(inner).filter(word -> !word.isEmpty()).map(Shown::text),
        Shown.text(error.path("message").asText("")));
  }

  private static String shown(String text) {
    return text == null ? "" : Shown.text(text);
  }

  private static String text(HttpResponse response) {
    try {
      String body = response.getBodyAsString().block();
      return body == null ? "" : body;
    } catch (RuntimeException gone) {
      // The body was not kept, or broke off: then the status has to say it all.
      return "";
    }
  }

  private static JsonNode tree(String body) {
    try {
      return JSON.readTree(body.isBlank() ? "{}" : body);
    } catch (JsonProcessingException noJson) {
      return JSON.createObjectNode();
    }
  }
}
