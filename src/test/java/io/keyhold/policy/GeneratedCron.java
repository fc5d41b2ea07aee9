package io.keyhold.policy;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** A cron expression and, found without it, the times that it means. */
record GeneratedCron(Field minute, Field hour, Field day, Field month, Field weekday) {

  /** One field as it is written and the values that it stands for. */
  record Field(String text, Set<Integer> values, boolean star) {}

  String text() {
    return String.join(" ", List.of(minute.text, hour.text, day.text, month.text, weekday.text));
  }

  Predicate<LocalDateTime> due() {
    return time ->
        minute.values.contains(time.getMinute())
            && hour.values.contains(time.getHour())
            && month.values.contains(time.getMonthValue())
            && onDay(time);
  }

  private boolean onDay(LocalDateTime time) {
    boolean dayFits = day.values.contains(time.getDayOfMonth());
    int number = time.getDayOfWeek().getValue();
    boolean weekdayFits =
        weekday.values.contains(number) || (number == 7 && weekday.values.contains(0));
    if (day.star || weekday.star) {
      return dayFits && weekdayFits;
    }
    return dayFits || weekdayFits;
  }

  @Override
  public String toString() {
    return text();
  }

  static Arbitrary<GeneratedCron> any() {
    return Combinators.combine(
            field(0, 59),
            field(0, 23),
            Arbitraries.oneOf(star(1, 31), star(1, 31), numbers(1, 28)),
            Arbitraries.oneOf(star(1, 12), star(1, 12), numbers(1, 12)),
            Arbitraries.oneOf(star(0, 7), star(0, 7), numbers(0, 7)))
        .as(GeneratedCron::new);
  }

  private static Arbitrary<Field> field(int least, int most) {
    return Arbitraries.oneOf(star(least, most), numbers(least, most));
  }

  private static Arbitrary<Field> numbers(int least, int most) {
    Arbitrary<Integer> number = Arbitraries.integers().between(least, most);
    Arbitrary<Field> list =
        number
            .set()
            .ofMinSize(1)
            .ofMaxSize(4)
            .map(
                values ->
                    new Field(
                        new TreeSet<>(values)
                            .stream().map(String::valueOf).collect(Collectors.joining(",")),
                        values,
                        false));
    Arbitrary<Field> range =
        Combinators.combine(number, number)
            .as(
                (a, b) ->
                    new Field(
                        Math.min(a, b) + "-" + Math.max(a, b),
                        values(Math.min(a, b), Math.max(a, b), 1),
                        false));
    Arbitrary<Field> stepped =
        Combinators.combine(number, number, Arbitraries.integers().between(1, 6))
            .as(
                (a, b, step) ->
                    new Field(
                        Math.min(a, b) + "-" + Math.max(a, b) + "/" + step,
                        values(Math.min(a, b), Math.max(a, b), step),
                        false));
    return Arbitraries.oneOf(list, range, stepped);
  }

  private static Arbitrary<Field> star(int least, int most) {
    return Arbitraries.just(new Field("*", values(least, most, 1), true));
  }

  private static Set<Integer> values(int from, int to, int step) {
    return IntStream.rangeClosed(from, to)
        .filter(value -> (value - from) % step == 0)
        .boxed()
        .collect(Collectors.toSet());
  }
}
