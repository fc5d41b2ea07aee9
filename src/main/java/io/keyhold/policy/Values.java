package io.keyhold.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.domain.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Values of the document; what does not fit is noted and answered with empty. */
final class Values {

  private Values() {}

  static Optional<String> text(JsonNode value, String place, Mistakes mistakes) {
    if (value.isTextual()) {
      return Optional.of(value.textValue());
    }
    mistakes.add(place, "must be a text");
    return Optional.empty();
  }

  static Optional<String> text(JsonNode value, Form form, String place, Mistakes mistakes) {
    Optional<String> text = text(value, place, mistakes);
    if (text.isPresent() && !form.fits(text.get())) {
      mistakes.add(
          place, "must be " + form.described() + ", not \"" + Text.shown(text.get()) + "\"");
      return Optional.empty();
    }
    return text;
  }

  /** A list of different texts of this form, whatever their letters' case. */
  static Optional<List<String>> texts(JsonNode value, Form form, String place, Mistakes mistakes) {
    if (!value.isArray()) {
      mistakes.add(place, "must be an array");
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < value.size(); i++) {
      String there = place + "[" + i + "]";
      Optional<String> text = text(value.get(i), form, there, mistakes);
      text.ifPresent(texts::add);
      if (text.isPresent() && !seen.add(text.get().toLowerCase(Locale.ROOT))) {
        mistakes.add(there, "is listed twice");
      }
    }
    return texts.size() == value.size() ? Optional.of(texts) : Optional.empty();
  }

  static Optional<Integer> number(
      JsonNode value, int least, int most, String place, Mistakes mistakes) {
    if (!value.isIntegralNumber()) {
      mistakes.add(place, "must be a whole number");
      return Optional.empty();
    }
    if (!value.canConvertToInt() || value.intValue() < least || value.intValue() > most) {
      mistakes.add(place, "must be from " + least + " to " + most);
      return Optional.empty();
    }
    return Optional.of(value.intValue());
  }
}
