package io.keyhold.local.blob;

import io.keyhold.local.http.Request;
import java.util.LinkedHashMap;
import java.util.Map;

/** The HTTP properties that a blob keeps, by the names under which they are answered. */
record ContentHeaders(Map<String, String> values) {

  /**
   * What a write calls them, and what a read calls them; of a Put Blob the plain names count too.
   */
  private static final Map<String, String> NAMES =
      Map.of(
          "x-ms-blob-content-type", "Content-Type",
          "x-ms-blob-content-encoding", "Content-Encoding",
          "x-ms-blob-content-language", "Content-Language",
          "x-ms-blob-content-md5", "Content-MD5",
          "x-ms-blob-cache-control", "Cache-Control",
          "x-ms-blob-content-disposition", "Content-Disposition");

  ContentHeaders {
    values = Map.copyOf(values);
  }

  static ContentHeaders ofWrite(Request request, String contentMd5) {
    var values = new LinkedHashMap<String, String>();
    values.put("Content-Type", request.header("content-type").orElse("application/octet-stream"));
    values.put("Content-MD5", contentMd5);
    values.putAll(given(request));
    return new ContentHeaders(values);
  }

  /** Set Blob Properties replaces them all. */
  static ContentHeaders replaced(Request request) {
    var values = new LinkedHashMap<String, String>();
    values.put("Content-Type", "application/octet-stream");
    values.putAll(given(request));
    return new ContentHeaders(values);
  }

  /** What a commit of blocks names: it hashes nothing by itself. */
  static ContentHeaders ofCommit(Request request) {
    return replaced(request);
  }

  String value(String name) {
    return values.getOrDefault(name, "");
  }

  private static Map<String, String> given(Request request) {
    var given = new LinkedHashMap<String, String>();
    NAMES.forEach((sent, kept) -> request.header(sent).ifPresent(value -> given.put(kept, value)));
    return given;
  }
}
