package io.keyhold.functions;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Where the next page begins, in a form that a URL can carry. */
final class Continuation {

  private static final List<String> FILTERS =
      List.of("machine", "state", "from", "to", "target", "subnet");

  private Continuation() {}

  static String write(String token) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(token.getBytes(StandardCharsets.UTF_8));
  }

  static Optional<String> read(String text) {
    try {
      return Optional.of(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  /** The same call once more, from there on. */
  static String link(String path, HttpCall call, String token) {
    StringBuilder link = new StringBuilder(path).append("?after=").append(write(token));
    for (String filter : FILTERS) {
      call.query(filter)
          .ifPresent(
              value ->
                  link.append('&')
                      .append(filter)
                      .append('=')
                      .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    }
    return link.toString();
  }
}
