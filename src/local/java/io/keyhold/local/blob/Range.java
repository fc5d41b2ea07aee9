package io.keyhold.local.blob;

import io.keyhold.local.http.Request;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a blob that a read asks for.
 *
 * @param end the last byte, as the headers count
 */
record Range(int start, int end) {

  private static final Pattern FORM = Pattern.compile("bytes=([0-9]{1,18})-([0-9]{1,18})?");

  /** x-ms-range goes before Range; a form that is not known is passed over, as HTTP has it. */
  static Optional<Range> of(Request request, int length) {
    return request
        .header("x-ms-range")
        .or(() -> request.header("range"))
        .map(FORM::matcher)
        .filter(Matcher::matches)
        .map(match -> within(match, length));
  }

  private static Range within(Matcher match, int length) {
    long start = Long.parseLong(match.group(1));
    long end = match.group(2) == null ? Long.MAX_VALUE : Long.parseLong(match.group(2));
    if (start >= length || end < start) {
      throw BlobError.of(
              416,
              "InvalidRange",
              "The range specified is invalid for the current size of the resource.")
          .header("Content-Range", "bytes */" + length);
    }
    return new Range((int) start, (int) Math.min(end, length - 1));
  }

  int length() {
    return end - start + 1;
  }
}
