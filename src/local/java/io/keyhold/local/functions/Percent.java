package io.keyhold.local.functions;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-decoding as the host's web server does it: what is no escape stays as it is written. */
final class Percent {
  private Percent() {}

  /** A path, in which an escaped slash stays escaped. */
  static String decodePath(String text) {
    return decode(text, true, false);
  }

  /** A query, in which a plus is a blank. */
  static String decodeQuery(String text) {
    return decode(text, false, true);
  }

  private static String decode(String text, boolean keepSlash, boolean plusIsBlank) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < raw.length; i++) {
      int value = raw[i] == '%' && i + 2 < raw.length ? escaped(raw[i + 1], raw[i + 2]) : -1;
      if (value >= 0 && !(keepSlash && value == '/')) {
        bytes.write(value);
        i += 2;
      } else {
        bytes.write(plusIsBlank && raw[i] == '+' ? ' ' : raw[i]);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static int escaped(byte high, byte low) {
    int upper = Character.digit(high, 16);
    int lower = Character.digit(low, 16);
    return upper < 0 || lower < 0 ? -1 : upper * 16 + lower;
  }
}
