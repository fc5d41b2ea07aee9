package io.keyhold.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.Text;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One object of the document. Whatever is wrong is noted and answered with empty, so that reading
 * goes on to the next mistake.
 */
final class Section {

  private final ObjectNode node;
  private final String place;
  private final Mistakes mistakes;

  private Section(ObjectNode node, String place, Mistakes mistakes) {
    this.node = node;
    this.place = place;
    this.mistakes = mistakes;
  }

  /**
   * The object at this place.
   *
   * @param members all that it may have; another one is probably misspelt
   */
  static Optional<Section> of(
      JsonNode value, String place, Mistakes mistakes, List<String> members) {
    if (!(value instanceof ObjectNode object)) {
      mistakes.add(place.isEmpty() ? "document" : place, "must be an object");
      return Optional.empty();
    }
    Section section = new Section(object, place, mistakes);
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!members.contains(name)) {
                mistakes.add(
                    section.at(Text.shown(name)),
                    "is unknown; known here: " + String.join(", ", members));
              }
            });
    return Optional.of(section);
  }

  String at(String name) {
    return place.isEmpty() ? name : place + "." + name;
  }

  boolean has(String name) {
    return node.has(name);
  }

  /** The value of a member that must be there. */
  Optional<JsonNode> value(String name) {
    if (!node.has(name)) {
      return mistake(name, "is missing");
    }
    return Optional.of(node.get(name));
  }

  Optional<Section> section(String name, List<String> members) {
    return value(name).flatMap(value -> of(value, at(name), mistakes, members));
  }

  Optional<String> text(String name) {
    return value(name).flatMap(value -> Values.text(value, at(name), mistakes));
  }

  Optional<String> text(String name, Form form) {
    return value(name).flatMap(value -> Values.text(value, form, at(name), mistakes));
  }

  Optional<List<String>> texts(String name, Form form) {
    return value(name).flatMap(value -> Values.texts(value, form, at(name), mistakes));
  }

  /** A text that stands for something else; {@code expected} completes "must be …". */
  <T> Optional<T> word(String name, Function<String, Optional<T>> reader, String expected) {
    return text(name)
        .flatMap(
            text ->
                reader
                    .apply(text)
                    .or(
                        () ->
                            mistake(
                                name,
                                "must be " + expected + ", not \"" + Text.shown(text) + "\"")));
  }

  /** A whole number between the two, both included. */
  Optional<Integer> number(String name, int least, int most) {
    return value(name).flatMap(value -> Values.number(value, least, most, at(name), mistakes));
  }

  Optional<Boolean> flag(String name) {
    return value(name)
        .flatMap(
            value ->
                value.isBoolean()
                    ? Optional.of(value.booleanValue())
                    : mistake(name, "must be true or false"));
  }

  /** Notes a mistake at this member; always empty. */
  <T> Optional<T> mistake(String name, String what) {
    mistakes.add(at(name), what);
    return Optional.empty();
  }
}
