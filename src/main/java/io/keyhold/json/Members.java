package io.keyhold.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.Text;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The members of a JSON object, read one by one. Members that are not asked for are ignored; one
 * whose value is {@code null} counts as absent. Whatever does not fit is an {@link
 * UnreadableJsonException} that names the place.
 */
public final class Members {

  private final ObjectNode node;
  private final String place;

  private Members(ObjectNode node, String place) {
    this.node = node;
    this.place = place;
  }

  /** The members of {@code node}, which stands at {@code place} (empty for the whole text). */
  public static Members of(JsonNode node, String place) {
    if (node instanceof ObjectNode object) {
      return new Members(object, place);
    }
    throw new UnreadableJsonException(place, "is not an object");
  }

  public ObjectNode node() {
    return node;
  }

  public boolean has(String name) {
    return node.hasNonNull(name);
  }

  public String text(String name) {
    return present(name, optionalText(name));
  }

  public Optional<String> optionalText(String name) {
    return value(name).map(value -> textOf(value, at(name)));
  }

  /** A text that means something else: {@code reader} is empty for what it cannot be. */
  public <T> T word(String name, Function<String, Optional<T>> reader) {
    return present(name, optionalWord(name, reader));
  }

  public <T> Optional<T> optionalWord(String name, Function<String, Optional<T>> reader) {
    return optionalText(name)
        .map(text -> reader.apply(text).orElseThrow(() -> unacceptable(name, text)));
  }

  /** A whole number between the two, both included. */
  public long number(String name, long least, long most) {
    JsonNode value = present(name, value(name));
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new UnreadableJsonException(at(name), "is not a whole number");
    }
    if (value.longValue() < least || value.longValue() > most) {
      throw new UnreadableJsonException(at(name), "is not from " + least + " to " + most);
    }
    return value.longValue();
  }

  public boolean flag(String name) {
    JsonNode value = present(name, value(name));
    if (!value.isBoolean()) {
      throw new UnreadableJsonException(at(name), "is neither true nor false");
    }
    return value.booleanValue();
  }

  public Instant instant(String name) {
    return word(name, Members::parseInstant);
  }

  public Optional<Instant> optionalInstant(String name) {
    return optionalWord(name, Members::parseInstant);
  }

  public ArmId armId(String name) {
    return word(name, ArmId::parse);
  }

  public KeyRef keyRef(String name) {
    return word(name, KeyRef::parse);
  }

  public Members object(String name) {
    return present(name, optionalObject(name));
  }

  public Optional<Members> optionalObject(String name) {
    return value(name).map(value -> of(value, at(name)));
  }

  public <T> List<T> list(String name, Function<Members, T> reader) {
    return elements(name, (value, where) -> reader.apply(of(value, where)));
  }

  public List<String> texts(String name) {
    return elements(name, Members::textOf);
  }

  /** A value of this name, whatever its type. */
  public Optional<JsonNode> value(String name) {
    return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
  }

  /** For a reader that finds out more than the type: what it says stands at this member. */
  public UnreadableJsonException mistake(String name, String what) {
    return new UnreadableJsonException(at(name), what);
  }

  private interface ElementReader<T> {
    T read(JsonNode value, String place);
  }

  private <T> List<T> elements(String name, ElementReader<T> reader) {
    JsonNode value = present(name, value(name));
    if (!value.isArray()) {
      throw new UnreadableJsonException(at(name), "is not an array");
    }
    List<T> elements = new ArrayList<>();
    for (JsonNode element : value) {
      elements.add(reader.read(element, at(name) + "[" + elements.size() + "]"));
    }
    return List.copyOf(elements);
  }

  private static String textOf(JsonNode value, String where) {
    if (!value.isTextual()) {
      throw new UnreadableJsonException(where, "is not a text");
    }
    return value.textValue();
  }

  private static Optional<Instant> parseInstant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException notOne) {
      return Optional.empty();
    }
  }

  private <T> T present(String name, Optional<T> value) {
    return value.orElseThrow(() -> new UnreadableJsonException(at(name), "is missing"));
  }

  private UnreadableJsonException unacceptable(String name, String text) {
    return new UnreadableJsonException(at(name), "cannot be \"" + Text.shown(text) + "\"");
  }

  private String at(String name) {
    return place.isEmpty() ? name : place + "." + name;
  }
}
