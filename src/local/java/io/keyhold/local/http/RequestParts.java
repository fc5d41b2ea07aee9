package io.keyhold.local.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Takes a request apart. */
public final class RequestParts {

  private RequestParts() {}

  public static Map<String, String> query(String rawQuery) {
    var result = new LinkedHashMap<String, String>();
    for (var part : rawQuery.split("&")) {
      if (!part.isEmpty()) {
        int equals = part.indexOf('=');
        var key = equals < 0 ? part : part.substring(0, equals);
        var value = equals < 0 ? "" : part.substring(equals + 1);
        result.putIfAbsent(decoded(key), decoded(value));
      }
    }
    return result;
  }

  static Map<String, String> headers(Map<String, List<String>> headers) {
    var result = new LinkedHashMap<String, String>();
    headers.forEach(
        (name, values) -> result.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    return result;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
