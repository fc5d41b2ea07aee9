package io.keyhold.secrets;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The forms in which bytes may be written. Of base64 these are the characters that the bytes alone
 * decide, for each of the three places at which they may stand in what was encoded: so they are
 * found with and without padding, and in the middle of something else that was encoded as a whole.
 */
final class Encodings {

  private Encodings() {}

  /** By a name for each. */
  static Map<String, byte[]> of(byte[] secret) {
    Map<String, byte[]> forms = new LinkedHashMap<>();
    forms.put("raw", secret);
    forms.put("hex", ascii(HexFormat.of().formatHex(secret)));
    forms.put("HEX", ascii(HexFormat.of().withUpperCase().formatHex(secret)));
    for (int before = 0; before < 3; before++) {
      forms.put("base64+" + before, core(Base64.getEncoder(), secret, before));
      forms.put("base64url+" + before, core(Base64.getUrlEncoder(), secret, before));
    }
    forms.put("percent", percent(secret, false));
    forms.put("base64, percent", percent(Base64.getEncoder().encode(secret), true));
    forms.put("JSON", json(secret));
    return forms;
  }

  private static byte[] core(Base64.Encoder encoder, byte[] secret, int before) {
    byte[] shifted = new byte[before + secret.length];
    System.arraycopy(secret, 0, shifted, before, secret.length);
    byte[] encoded = encoder.encode(shifted);
    return Arrays.copyOfRange(encoded, (8 * before + 5) / 6, 8 * shifted.length / 6);
  }

  /** As in the query of a URL; padding is left to itself. */
  private static byte[] percent(byte[] bytes, boolean padded) {
    StringBuilder text = new StringBuilder();
    for (byte each : bytes) {
      char character = (char) (each & 0xff);
      if (padded && character == '=') {
        break;
      }
      boolean plain =
          character < 128
              && (Character.isLetterOrDigit(character) || "-_.~".indexOf(character) >= 0);
      text.append(plain ? Character.toString(character) : "%%%02X".formatted((int) character));
    }
    return ascii(text.toString());
  }

  /** As a text in JSON has them that have to be escaped there. */
  private static byte[] json(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
