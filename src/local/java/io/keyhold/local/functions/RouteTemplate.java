package io.keyhold.local.functions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A route such as {@code restores/{id}}: literals without case, parameters, an optional or
 * catch-all last one.
 */
record RouteTemplate(String text, List<Segment> segments) {

  sealed interface Segment {
    /** The smaller, the more exactly it matches. */
    default int rank() {
      return switch (this) {
        case Literal literal -> 0;
        case Parameter parameter -> parameter.optional() ? 2 : 1;
        case CatchAll rest -> 3;
      };
    }
  }

  record Literal(String value) implements Segment {}

  record Parameter(String name, boolean optional) implements Segment {}

  record CatchAll(String name) implements Segment {}

  /** Most literal first: what the first differing segment says, then the longer one. */
  static final Comparator<RouteTemplate> MOST_LITERAL_FIRST =
      (one, other) -> {
        for (int i = 0; i < Math.min(one.segments.size(), other.segments.size()); i++) {
          int ranks = Integer.compare(one.segments.get(i).rank(), other.segments.get(i).rank());
          if (ranks != 0) {
            return ranks;
          }
        }
        return Integer.compare(other.segments.size(), one.segments.size());
      };

  static RouteTemplate of(String prefix, String route) {
    String text = prefix.isEmpty() ? route : prefix + "/" + route;
    List<Segment> segments = new ArrayList<>();
    for (String part : parts(text)) {
      segments.add(segment(part, text));
    }
    return new RouteTemplate(text, List.copyOf(segments));
  }

  private static Segment segment(String part, String text) {
    if (!part.startsWith("{")) {
      if (part.contains("{")) {
        throw new HostException("Only whole segments can be parameters: " + text);
      }
      return new Literal(part);
    }
    String name = part.substring(1, part.length() - 1);
    if (!part.endsWith("}") || name.contains(":") || name.contains("=")) {
      throw new HostException(
          "The local host knows no constraints and defaults in routes: " + text);
    }
    if (name.startsWith("*")) {
      return new CatchAll(name.replaceFirst("^\\*+", ""));
    }
    return name.endsWith("?")
        ? new Parameter(name.substring(0, name.length() - 1), true)
        : new Parameter(name, false);
  }

  /**
   * The parameters, if the path (still percent-encoded) matches. A slash at its end does not
   * matter.
   */
  Optional<Map<String, String>> match(String path) {
    List<String> parts = parts(path);
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      Optional<String> part =
          i < parts.size() ? Optional.of(Percent.decodePath(parts.get(i))) : Optional.empty();
      switch (segments.get(i)) {
        case Literal(String value) -> {
          if (part.filter(value::equalsIgnoreCase).isEmpty()) {
            return Optional.empty();
          }
        }
        case Parameter(String name, boolean optional) -> {
          if (part.isEmpty() && !optional) {
            return Optional.empty();
          }
          part.ifPresent(value -> values.put(name, value));
        }
        case CatchAll(String name) -> {
          if (i < parts.size()) {
            values.put(name, Percent.decodePath(String.join("/", parts.subList(i, parts.size()))));
          }
          return Optional.of(values);
        }
      }
    }
    return parts.size() > segments.size() ? Optional.empty() : Optional.of(values);
  }

  private static List<String> parts(String path) {
    String inner = path.replaceFirst("^/", "").replaceFirst("/$", "");
    return inner.isEmpty() ? List.of() : List.of(inner.split("/", -1));
  }
}
