package io.keyhold.local.functions;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A caller's request.
 *
 * @param url with scheme, host, path and query as the caller wrote them
 * @param rawQuery without the question mark, empty if there is none
 * @param body empty unless the request had a Content-Length above 0
 */
record HttpCall(
    String method,
    String url,
    String rawQuery,
    Map<String, List<String>> headers,
    Map<String, String> parameters,
    byte[] body) {

  /** The query; the values of a repeated key are joined by commas, and keys have no case. */
  Map<String, String> query() {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : rawQuery.split("&")) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        String name = Percent.decodeQuery(parts[0]);
        String value = parts.length == 2 ? Percent.decodeQuery(parts[1]) : "";
        String known =
            query.keySet().stream().filter(name::equalsIgnoreCase).findFirst().orElse(name);
        query.merge(known, value, (before, more) -> before + "," + more);
      }
    }
    return query;
  }

  Optional<String> header(String name) {
    return headers.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .map(entry -> String.join(",", entry.getValue()))
        .findFirst();
  }

  /** Whether the host sends the body in base64. */
  boolean isBinary() {
    String mediaType =
        header("Content-Type").orElse("").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return mediaType.equals("application/octet-stream") || mediaType.contains("multipart/");
  }

  /** The body as UTF-8, without a byte order mark. */
  String text() {
    String text = new String(body, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
