package io.keyhold.domain;

import java.util.Optional;
import java.util.regex.Pattern;

/** Where a disk is attached: {@code os}, or the logical unit number of a data disk (0–63). */
public record Lun(String label) implements Comparable<Lun> {

  private static final Pattern FORM = Pattern.compile("os|[0-9]|[1-5][0-9]|6[0-3]");

  /** The OS disk. Stands after the pattern, which its constructor needs. */
  public static final Lun OS = new Lun("os");

  public Lun {
    if (!FORM.matcher(label).matches()) {
      throw new IllegalArgumentException("not a LUN: " + Text.shown(label));
    }
  }

  public static Lun data(int number) {
    return new Lun(Integer.toString(number));
  }

  public static Optional<Lun> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new Lun(text)) : Optional.empty();
  }

  public boolean isOs() {
    return this.equals(OS);
  }

  /** The ending of every resource name made for this disk: {@code os} or {@code lun0}. */
  public String suffix() {
    return isOs() ? label : "lun" + label;
  }

  @Override
  public int compareTo(Lun other) {
    return Integer.compare(order(), other.order());
  }

  private int order() {
    return isOs() ? -1 : Integer.parseInt(label);
  }
}
