package io.keyhold.azure.http;

import java.util.regex.Pattern;

/**
 * Foreign text as it may be shown: in details of problems, and so in events and logs. Signed URLs,
 * tokens and control characters never get through, whatever a service puts into its messages.
 */
public final class Shown {

  private static final int LONGEST = 600;
  private static final Pattern QUERY = Pattern.compile("(https?://[^\\s?\"'<>]+)\\?[^\\s\"'<>]*");
  private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{10,}[A-Za-z0-9_.-]*");
  private static final Pattern SIGNATURE =
      Pattern.compile("(?i)\\b(sig|signature|sv|se)=[^&\\s\"']+");
  private static final Pattern BLANKS = Pattern.compile("[\\p{Cntrl}\\s]+");

  private Shown() {}

  /** The text on one line, without anything that opens a door, cut at 600 characters. */
  public static String text(String foreign) {
    String plain = QUERY.matcher(foreign).replaceAll("$1");
    plain = TOKEN.matcher(plain).replaceAll("…");
    plain = SIGNATURE.matcher(plain).replaceAll("$1=…");
    plain = BLANKS.matcher(plain).replaceAll(" ").strip();
    return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
  }
}
