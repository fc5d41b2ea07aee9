package io.keyhold.policy;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a document, in the order in which it was found. */
final class Mistakes {

  private final List<String> sentences = new ArrayList<>();

  /**
   * Notes one mistake.
   *
   * @param place such as {@code policies[0].keep.days}
   * @param what the rest of a sentence whose subject is the place
   */
  void add(String place, String what) {
    sentences.add(place + ": " + what);
  }

  boolean none() {
    return sentences.isEmpty();
  }

  List<String> sentences() {
    return List.copyOf(sentences);
  }
}
