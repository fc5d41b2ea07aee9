package io.keyhold.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Small helpers for text that came from outside. */
public final class Text {

  private static final int SHOWN = 120;

  private Text() {}

  /**
   * At most 120 characters of a foreign text for a message, without control characters, marks that
   * change the direction, or other line ends: nobody writes a second line of a log.
   */
  public static String shown(String foreign) {
    String clean = clean(foreign);
    return clean.length() <= SHOWN ? clean : cut(clean, SHOWN) + "…";
  }

  /** The whole of a foreign text, without those characters. */
  static String clean(String foreign) {
    return foreign.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "?");
  }

  /** At most so many characters of the text, never half of a surrogate pair at its end. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  /** SHA-256 in lower-case hexadecimal (64 characters). */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  public static String sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
