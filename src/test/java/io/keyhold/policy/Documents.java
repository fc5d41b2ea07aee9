package io.keyhold.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.Policies;
import io.keyhold.domain.PolicyBook;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Policy documents for tests. */
final class Documents {

  private static final JsonMapper MAPPER = new JsonMapper();

  private Documents() {}

  /** A document of the test resources: {@code full}, {@code least} or {@code five-mistakes}. */
  static String text(String name) {
    try (InputStream file = Documents.class.getResourceAsStream(name + ".json")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static ObjectNode tree(String name) {
    return (ObjectNode) json(text(name));
  }

  static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(malformed);
    }
  }

  static PolicyBook book(String text) {
    return switch (PolicyReader.read(text)) {
      case Policies.Reading.Valid valid -> valid.book();
      case Policies.Reading.Invalid invalid -> throw new AssertionError(invalid.mistakes());
      case Policies.Reading.Unreadable unreadable -> throw new AssertionError(unreadable.problem());
    };
  }

  /** The mistakes of a document; none when it is valid. */
  static List<String> mistakes(String text) {
    return switch (PolicyReader.read(text)) {
      case Policies.Reading.Valid valid -> List.of();
      case Policies.Reading.Invalid invalid -> invalid.mistakes();
      case Policies.Reading.Unreadable unreadable -> throw new AssertionError(unreadable.problem());
    };
  }
}
