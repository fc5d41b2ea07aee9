package io.keyhold.local.blob;

import io.keyhold.local.http.Request;
import java.util.Map;
import java.util.TreeMap;

/** The names and values that a caller hangs on a blob. */
final class Metadata {

  static final String PREFIX = "x-ms-meta-";

  private Metadata() {}

  static Map<String, String> of(Request request) {
    var metadata = new TreeMap<String, String>();
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (name.startsWith(PREFIX)) {
                metadata.put(valid(name.substring(PREFIX.length())), value);
              }
            });
    return metadata;
  }

  private static String valid(String name) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw BlobError.of(
          400,
          "InvalidMetadata",
          "The specified metadata is invalid. It includes characters that are not permitted.");
    }
    return name;
  }
}
