package io.keyhold.local.functions;

/** How an invocation ended for the host. */
public sealed interface Outcome {
  record Succeeded() implements Outcome {}

  record Failed(String reason) implements Outcome {}

  /** Not answered, or answered with nothing, within functionTimeout: the handler was killed. */
  record TimedOut(String reason) implements Outcome {}

  default boolean succeeded() {
    return this instanceof Succeeded;
  }

  /** The reason of a failure, empty for a success. */
  default String reason() {
    return switch (this) {
      case Succeeded() -> "";
      case Failed(String reason) -> reason;
      case TimedOut(String reason) -> reason;
    };
  }
}
