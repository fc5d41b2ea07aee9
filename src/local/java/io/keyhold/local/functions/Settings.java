package io.keyhold.local.functions;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** App settings, and the two ways in which %NAME% stands for one of them. */
record Settings(Map<String, String> values) {
  private static final Pattern NAME = Pattern.compile("%(.+?)%");

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** In function.json: every name must be set. */
  String resolve(String text, String where) {
    return NAME.matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    value(match.group(1))
                        .orElseThrow(
                            () ->
                                new HostException(
                                    "'%"
                                        + match.group(1)
                                        + "%' in "
                                        + where
                                        + " does not resolve to a value"))));
  }

  /** In the handler's description: an unset name stays as it is written. */
  String expand(String text) {
    return NAME.matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1)).orElse(match.group())));
  }

  /** In the handler's arguments: an unset name disappears. */
  String expandOrDrop(String text) {
    return NAME.matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1)).orElse("")));
  }
}
