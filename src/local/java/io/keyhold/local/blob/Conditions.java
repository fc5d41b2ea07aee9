package io.keyhold.local.blob;

import io.keyhold.local.http.Request;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/** The four conditional headers, which mean different things to reads and to writes. */
record Conditions(
    Optional<String> match,
    Optional<String> noneMatch,
    Optional<Instant> modifiedSince,
    Optional<Instant> unmodifiedSince) {

  static Conditions of(Request request) {
    return new Conditions(
        request.header("if-match"),
        request.header("if-none-match"),
        time(request, "if-modified-since"),
        time(request, "if-unmodified-since"));
  }

  void read(Blob blob) {
    if (noneMatch.filter("*"::equals).isPresent()) {
      throw BlobError.of(
          400,
          "UnsatisfiableCondition",
          "The request includes an unsatisfiable condition for this operation.");
    }
    requireUnchanged(blob);
    if (sameAsKnown(blob)) {
      throw BlobError.of(
          304,
          "ConditionNotMet",
          "The condition specified using HTTP conditional header(s) is not met.");
    }
  }

  void write(Optional<Blob> blob) {
    if (blob.isEmpty()) {
      if (match.isPresent()) {
        throw notMet();
      }
      return;
    }
    if (noneMatch.filter("*"::equals).isPresent()) {
      throw BlobError.of(409, "BlobAlreadyExists", "The specified blob already exists.");
    }
    requireUnchanged(blob.get());
    if (sameAsKnown(blob.get())) {
      throw notMet();
    }
  }

  private void requireUnchanged(Blob blob) {
    boolean other = match.filter(tags -> !names(tags, blob.etag())).isPresent();
    boolean later = unmodifiedSince.filter(since -> second(blob).isAfter(since)).isPresent();
    if (other || later) {
      throw notMet();
    }
  }

  private boolean sameAsKnown(Blob blob) {
    return noneMatch.filter(tags -> names(tags, blob.etag())).isPresent()
        || modifiedSince.filter(since -> !second(blob).isAfter(since)).isPresent();
  }

  /** Headers know whole seconds. */
  private static Instant second(Blob blob) {
    return blob.modified().truncatedTo(ChronoUnit.SECONDS);
  }

  private static boolean names(String tags, String etag) {
    return tags.equals("*")
        || Arrays.stream(tags.split(",")).map(Conditions::bare).anyMatch(bare(etag)::equals);
  }

  private static String bare(String tag) {
    return tag.strip().replaceFirst("^W/", "").replace("\"", "");
  }

  private static Optional<Instant> time(Request request, String name) {
    return request.header(name).map(text -> Times.parsed(name, text));
  }

  private static BlobError notMet() {
    return BlobError.of(
        412,
        "ConditionNotMet",
        "The condition specified using HTTP conditional header(s) is not met.");
  }
}
