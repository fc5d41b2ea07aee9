package io.keyhold.local.blob;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The place where the next page begins, opaque to clients and of the form of the real one. */
final class Marker {

  private Marker() {}

  static String of(String name) {
    String end = "9999-12-31T23:59:59.9999999Z";
    int length = name.getBytes(StandardCharsets.UTF_8).length;
    String plain = "%06d!%s!%06d!%s!".formatted(length, name, end.length(), end);
    String coded =
        Base64.getEncoder()
            .encodeToString(plain.getBytes(StandardCharsets.UTF_8))
            .replace('=', '-');
    return "2!" + coded.length() + "!" + coded;
  }

  static String name(String marker) {
    try {
      String coded = marker.split("!", 3)[2].replace('-', '=');
      byte[] plain = Base64.getDecoder().decode(coded);
      int length = Integer.parseInt(new String(plain, 0, 6, StandardCharsets.US_ASCII));
      return new String(plain, 7, length, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw BlobError.invalidParameter("marker", marker);
    }
  }
}
