package io.keyhold.domain;

import java.util.List;

/** The policy document as it stands now. */
public interface Policies {

  /** Reads and checks the document anew; never throws for what is wrong with it. */
  Reading current();

  /** What came of reading the document. */
  sealed interface Reading {

    record Valid(PolicyBook book) implements Reading {}

    /** All its mistakes at once, each a sentence that begins with the place in the document. */
    record Invalid(List<String> mistakes) implements Reading {
      public Invalid {
        mistakes = List.copyOf(mistakes);
      }
    }

    record Unreadable(Problem problem) implements Reading {}
  }
}
