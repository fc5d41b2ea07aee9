package io.keyhold.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.domain.Policies;
import io.keyhold.domain.Policy;
import io.keyhold.domain.PolicyBook;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the policy document and lists every mistake at once. */
public final class PolicyReader {

  /** The largest document, in bytes of UTF-8. */
  public static final int MAX_BYTES = 1024 * 1024;

  /** {@code $schema} is for editors. */
  private static final List<String> MEMBERS = List.of("$schema", "policies");

  private final Mistakes mistakes = new Mistakes();

  private PolicyReader() {}

  /** Never throws, whatever the text is. */
  public static Policies.Reading read(String text) {
    return new PolicyReader().document(text);
  }

  private Policies.Reading document(String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      mistakes.add("document", "is larger than 1 MiB");
      return new Policies.Reading.Invalid(mistakes.sentences());
    }
    List<Policy> policies =
        DocumentTree.parse(withoutMark(text), mistakes)
            .flatMap(tree -> Section.of(tree, "", mistakes, MEMBERS))
            .map(this::policies)
            .orElse(List.of());
    return mistakes.none()
        ? new Policies.Reading.Valid(new PolicyBook(policies))
        : new Policies.Reading.Invalid(mistakes.sentences());
  }

  /** Editors of some systems begin a file with a byte order mark. */
  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private List<Policy> policies(Section document) {
    if (document.has("$schema")) {
      document.text("$schema");
    }
    Optional<JsonNode> list = document.value("policies");
    if (list.isEmpty()) {
      return List.of();
    }
    if (!list.get().isArray() || list.get().isEmpty()) {
      document.mistake("policies", "must be an array with at least one policy");
      return List.of();
    }
    List<Policy> policies = new ArrayList<>();
    Map<String, String> places = new HashMap<>();
    for (int i = 0; i < list.get().size(); i++) {
      String place = "policies[" + i + "]";
      JsonNode one = list.get().get(i);
      new SinglePolicy(mistakes).read(one, place).ifPresent(policies::add);
      noteName(one.path("name"), place, places);
    }
    return policies;
  }

  /** Names that differ only in their letters' case are too easily mistaken for one another. */
  private void noteName(JsonNode name, String place, Map<String, String> places) {
    if (name.isTextual()) {
      String earlier = places.putIfAbsent(name.textValue().toLowerCase(Locale.ROOT), place);
      if (earlier != null) {
        mistakes.add(place + ".name", "is also the name of " + earlier);
      }
    }
  }
}
