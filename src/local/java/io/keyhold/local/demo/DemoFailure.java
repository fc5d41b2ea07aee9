package io.keyhold.local.demo;

import java.io.Serial;

/** Something that the story says is not true; the message says what, in a sentence. */
public final class DemoFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  DemoFailure(String sentence) {
    super(sentence);
  }

  DemoFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  /** Goes on only if the claim holds. */
  static void unless(boolean holds, String sentence) {
    if (!holds) {
      throw new DemoFailure(sentence);
    }
  }
}
