package io.keyhold.functions;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.domain.Code;
import io.keyhold.domain.Text;
import io.keyhold.json.Json;
import io.keyhold.json.UnreadableJsonException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads ids, queries and bodies of callers; what cannot be read is a {@link BadRequestException}.
 */
final class CallReader {

  private static final String CLIENT_ID = "[A-Za-z0-9_-]{1,64}";

  private CallReader() {}

  /** An id that the caller chose: 1–64 of {@code [A-Za-z0-9_-]}. */
  static String clientId(HttpCall call) {
    String id = call.param("id").orElse("");
    if (!id.matches(CLIENT_ID)) {
      throw new BadRequestException(
          Code.MALFORMED_ID, Text.shown(id), "the id must be 1 to 64 of A–Z a–z 0–9 _ -");
    }
    return id;
  }

  static JsonNode body(HttpCall call) {
    return switch (call.body()) {
      case HttpCall.Body.None none ->
          throw new BadRequestException(
              Code.BODY_REQUIRED, "body", "the request has no body, or its length was not stated");
      case HttpCall.Body.TooLarge large ->
          throw new BadRequestException(
              Code.BODY_TOO_LARGE,
              "body",
              "the body is larger than " + HttpCall.BODY_LIMIT + " bytes");
      case HttpCall.Body.Text text -> json(text.text());
    };
  }

  private static JsonNode json(String text) {
    try {
      return Json.parse(text.getBytes(StandardCharsets.UTF_8), HttpCall.BODY_LIMIT).node();
    } catch (UnreadableJsonException unreadable) {
      throw new BadRequestException(
          Code.MALFORMED_REQUEST, "body", "the body " + unreadable.getMessage());
    }
  }

  /** An optional query parameter in some form. */
  static <T> Optional<T> query(
      HttpCall call, String name, Function<String, Optional<T>> form, String otherwise) {
    Optional<String> text = call.query(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<T> value = form.apply(text.get());
    if (value.isEmpty()) {
      throw new BadRequestException(
          Code.INVALID_MEMBER, name, name + " " + otherwise + ": " + Text.shown(text.get()));
    }
    return value;
  }

  /**
   * A misspelt flag must not be taken for false: it may be what keeps a call from doing anything.
   */
  static Optional<Boolean> flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** An instant such as 2026-11-24T02:00:00Z; a plus sign may have become a blank on the way. */
  static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text.replace(' ', '+')).toInstant());
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
