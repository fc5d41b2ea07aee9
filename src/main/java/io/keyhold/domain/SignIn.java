package io.keyhold.domain;

import java.util.List;

/**
 * Tells who calls, from what the caller shows. It fails closed: who is not recognised for certain
 * is refused, and each reason has a code of its own.
 */
public interface SignIn {

  /** What came of it. */
  sealed interface Result {
    record Recognised(Caller caller) implements Result {}

    /** The problem never contains what the caller showed. */
    record Refused(Problem problem) implements Result {}
  }

  /**
   * @param authorization the values of the request's Authorization headers, in any number. Nothing
   *     else of a request says who calls
   */
  Result recognise(List<String> authorization);
}
