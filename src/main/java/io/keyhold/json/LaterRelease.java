package io.keyhold.json;

import io.keyhold.domain.Code;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Text;

/** What is said about words that a later release wrote and that this one does not know. */
final class LaterRelease {

  private LaterRelease() {}

  static Problem result(String key, String word) {
    return new Problem(
        Code.CODE_OF_LATER_RELEASE,
        key,
        "(" + Text.shown(word) + ") is a result that this release does not know");
  }

  static Problem encryption(String disk, String word) {
    return new Problem(
        Code.CODE_OF_LATER_RELEASE,
        disk,
        "(" + Text.shown(word) + ") is a kind of encryption that this release does not know");
  }
}
