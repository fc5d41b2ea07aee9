package io.keyhold.local.blob;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Times as HTTP headers write them, in whole seconds. */
final class Times {

  private static final DateTimeFormatter RFC1123 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Times() {}

  static String header(Instant instant) {
    return RFC1123.format(instant);
  }

  static Instant parsed(String name, String text) {
    try {
      return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
    } catch (DateTimeParseException e) {
      throw BlobError.invalidHeader(name, text);
    }
  }
}
