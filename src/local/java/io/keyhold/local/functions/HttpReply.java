package io.keyhold.local.functions;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What the caller of an HTTP function gets. */
public record HttpReply(int status, Map<String, String> headers, byte[] body) {
  static HttpReply empty(int status) {
    return new HttpReply(status, Map.of(), new byte[0]);
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
