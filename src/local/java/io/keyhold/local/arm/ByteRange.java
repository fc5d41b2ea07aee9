package io.keyhold.local.arm;

import io.keyhold.local.http.Request;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The range that a read asks for, by x-ms-range or else by Range; both ends inclusive. */
record ByteRange(long start, long end) {

  private static final Pattern FORM = Pattern.compile("bytes=(\\d{1,18})-(\\d{0,18})");

  /** Empty where the whole blob is asked for. */
  static Optional<ByteRange> of(Request request, long length) {
    var header = request.header("x-ms-range").or(() -> request.header("range"));
    return header
        .map(FORM::matcher)
        .filter(Matcher::matches)
        .map(
            match ->
                new ByteRange(
                    Long.parseLong(match.group(1)),
                    match.group(2).isEmpty()
                        ? length - 1
                        : Math.min(Long.parseLong(match.group(2)), length - 1)));
  }

  boolean satisfiable(long length) {
    return start < length && start <= end;
  }

  long size() {
    return end - start + 1;
  }
}
