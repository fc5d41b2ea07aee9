package io.keyhold.local.functions;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * One field of an NCRONTAB expression: which values fit. Throws NumberFormatException for what is
 * none.
 */
final class CronField {
  static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");
  static final List<String> WEEKDAYS =
      List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");

  private CronField() {}

  static BitSet parse(String text, int least, int most, List<String> names) {
    BitSet values = new BitSet();
    for (String part : text.split(",", -1)) {
      String[] stepped = part.split("/", 2);
      int step = stepped.length == 2 ? Integer.parseInt(stepped[1]) : 1;
      int dash = stepped[0].indexOf('-', 1);
      int first = least;
      int last = most;
      if (dash > 0) {
        first = value(stepped[0].substring(0, dash), least, most, names);
        last = value(stepped[0].substring(dash + 1), least, most, names);
      } else if (!stepped[0].equals("*")) {
        first = value(stepped[0], least, most, names);
        last = stepped.length == 2 ? most : first;
      }
      if (step < 1) {
        throw new NumberFormatException("A step of " + step);
      }
      for (int i = Math.min(first, last); i <= Math.max(first, last); i += step) {
        values.set(i);
      }
    }
    return values;
  }

  private static int value(String text, int least, int most, List<String> names) {
    if (!text.isEmpty() && !Character.isDigit(text.charAt(0))) {
      String lower = text.toLowerCase(Locale.ROOT);
      for (int i = 0; i < names.size(); i++) {
        if (names.get(i).startsWith(lower)) {
          return least + i;
        }
      }
    }
    int value = Integer.parseInt(text);
    if (value < least || value > most) {
      throw new NumberFormatException(text + " is not from " + least + " to " + most);
    }
    return value;
  }
}
