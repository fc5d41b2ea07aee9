package io.keyhold.local.http;

import java.util.OptionalInt;

/**
 * Something that goes wrong on demand.
 *
 * @param moment whether the call has its effect all the same
 */
public record Fault(Moment moment, Kind kind) {

  public enum Moment {
    /** The service never sees the call. */
    BEFORE,
    /** The service does what was asked, and only the answer is lost or replaced. */
    AFTER
  }

  public static Fault before(Kind kind) {
    return new Fault(Moment.BEFORE, kind);
  }

  public static Fault after(Kind kind) {
    return new Fault(Moment.AFTER, kind);
  }

  /** What the caller gets instead of the answer. */
  public sealed interface Kind {}

  /**
   * Another status.
   *
   * @param body JSON text, may be empty
   * @param retryAfter whole seconds, sent as they stand
   */
  public record Status(int code, String body, OptionalInt retryAfter) implements Kind {
    public Status(int code, String body) {
      this(code, body, OptionalInt.empty());
    }
  }

  /** No answer for as long as the caller keeps the connection, at most two minutes. */
  public record Timeout() implements Kind {}

  /** The connection is reset (TCP RST) without an answer. */
  public record Reset() implements Kind {}

  /** A status of success with a body that is cut off in the middle of its JSON. */
  public record Malformed() implements Kind {}
}
