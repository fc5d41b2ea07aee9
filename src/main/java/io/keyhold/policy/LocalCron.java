package io.keyhold.policy;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.keyhold.domain.Text;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The times that a cron expression of five fields names, as a wall clock without daylight saving
 * shows them; {@link CronSlots} knows about zones. Where both the day of the month and the day of
 * the week are restricted, either is enough.
 */
final class LocalCron {

  /** Stricter than the library, which also takes signs and digits of other scripts. */
  static final String FORM = "[0-9A-Za-z*/,-]+( +[0-9A-Za-z*/,-]+){4}";

  static final int LONGEST = 100;

  private static final Pattern PATTERN = Pattern.compile(FORM);

  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  /** Any day: whether an expression ever fires does not depend on when one asks. */
  private static final LocalDateTime SOME_DAY = LocalDateTime.of(2024, 1, 1, 0, 0);

  private final ExecutionTime times;
  private final String text;

  private LocalCron(ExecutionTime times, String text) {
    this.times = times;
    this.text = text;
  }

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException whose message completes a sentence about the expression
   */
  static LocalCron parse(String text) {
    if (text.length() > LONGEST || !PATTERN.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "must have five fields (minute, hour, day of month, month, day of week), not \""
              + Text.shown(text)
              + "\"");
    }
    try {
      return new LocalCron(ExecutionTime.forCron(PARSER.parse(text)), text);
    } catch (IllegalArgumentException wrong) {
      String why = wrong.getMessage().replace("Failed to parse cron expression. ", "");
      throw new IllegalArgumentException("cannot be \"" + text + "\": " + Text.shown(why), wrong);
    } catch (IndexOutOfBoundsException wrong) {
      // So the library (9.2.1) fails for a field such as 0-/.
      throw new IllegalArgumentException("cannot be \"" + text + "\"", wrong);
    }
  }

  /** False for a day that no year has, such as 30 February. */
  boolean everFires() {
    return after(SOME_DAY).isPresent();
  }

  /** The first time after this one. */
  Optional<LocalDateTime> after(LocalDateTime time) {
    return times.nextExecution(atNoZone(time)).map(ZonedDateTime::toLocalDateTime);
  }

  /** The last time before this one. */
  Optional<LocalDateTime> before(LocalDateTime time) {
    return times.lastExecution(atNoZone(time)).map(ZonedDateTime::toLocalDateTime);
  }

  /** The days of this expression, each at midnight. */
  LocalCron days() {
    return parse("0 0 " + text.split(" +", 3)[2]);
  }

  private static ZonedDateTime atNoZone(LocalDateTime time) {
    return time.atZone(ZoneOffset.UTC);
  }
}
