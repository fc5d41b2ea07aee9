package io.keyhold.azurite;

import io.keyhold.local.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer of a blob service, and that in it which a client could depend on: the status, the code
 * of an error in header and body, headers, and what a list holds.
 */
record Seen(int status, Map<String, String> headers, String body) {

  /** Of these it counts that they are there: their values are the service's own. */
  private static final List<String> PRESENCE =
      List.of("etag", "last-modified", "x-ms-creation-time", "x-ms-request-id", "x-ms-lease-id");

  /** The server, its HTTP library, and what says nothing about the blob. */
  private static final List<String> NOISE =
      List.of("server", "content-length", "x-ms-version", "transfer-encoding", "vary");

  private static final Pattern CODE = Pattern.compile("<Code>(.*?)</Code>");
  private static final Pattern TAG = Pattern.compile("<([A-Za-z0-9-]+)(?: [^>]*)?(/?)>([^<]*)");
  private static final List<String> VALUES =
      List.of(
          "Name",
          "Content-Length",
          "Content-Type",
          "BlobType",
          "LeaseStatus",
          "LeaseState",
          "Prefix",
          "Delimiter",
          "MaxResults",
          "Size",
          "AccessTier",
          "Content-MD5");

  static Seen of(Response response) {
    Map<String, String> headers = new TreeMap<>();
    response.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      response.body().writeTo(out);
      return new Seen(response.status(), headers, out.toString(StandardCharsets.UTF_8));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  Map<String, String> meaning() {
    Map<String, String> meaning = new TreeMap<>();
    meaning.put("status", String.valueOf(status));
    headers.forEach(
        (name, value) -> {
          if (!NOISE.contains(name)) {
            meaning.put(name, PRESENCE.contains(name) ? "there" : value);
          }
        });
    if (body.contains("<Error>")) {
      Matcher code = CODE.matcher(body);
      meaning.put("code", code.find() ? code.group(1) : "none");
    } else if (body.contains("<EnumerationResults") || body.contains("<BlockList")) {
      elements(meaning);
    } else {
      meaning.put("body", body);
    }
    return meaning;
  }

  /** The text of an element of the body; empty when it has none. */
  String element(String name) {
    Matcher found = Pattern.compile("<" + name + ">([^<]*)<").matcher(body);
    return found.find() ? found.group(1) : "";
  }

  /** The elements in their order; an empty one counts like none. */
  private void elements(Map<String, String> meaning) {
    Matcher tag = TAG.matcher(body);
    Map<String, StringBuilder> texts = new TreeMap<>();
    while (tag.find()) {
      String name = tag.group(1);
      String text = tag.group(3).strip();
      boolean leaf = body.startsWith("</" + name, tag.end());
      if (leaf && !text.isEmpty()) {
        texts
            .computeIfAbsent(name, any -> new StringBuilder())
            .append(VALUES.contains(name) ? text : "*")
            .append(' ');
      }
    }
    texts.forEach((name, all) -> meaning.put("<" + name + ">", all.toString().strip()));
  }
}
