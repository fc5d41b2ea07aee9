package io.keyhold.local.blob;

import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** New entity tags: like the service's, a count of 100 ns since the year 1, never given twice. */
final class ETags {

  private static final long SECONDS_FROM_YEAR_1_TO_1970 = 62_135_596_800L;
  private static final long TICKS_PER_SECOND = 10_000_000L;

  private final AtomicLong last = new AtomicLong();

  String next(Instant now) {
    long ticks =
        (now.getEpochSecond() + SECONDS_FROM_YEAR_1_TO_1970) * TICKS_PER_SECOND
            + now.getNano() / 100;
    long unique = last.updateAndGet(before -> Math.max(before + 1, ticks));
    return "\"0x" + Long.toHexString(unique).toUpperCase(Locale.ROOT) + "\"";
  }
}
