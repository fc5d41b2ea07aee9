package io.keyhold.domain;

import java.util.List;
import java.util.Optional;

/**
 * What changes: restores, accepted backup requests, when a slot was last sent. Named texts with a
 * version each, in the container {@code work}. Every method throws {@link CloudFailure} when the
 * store cannot be asked.
 */
public interface Documents {

  /** A text and the version under which it was read or written. */
  record Document(String name, String text, String version) {}

  /** Writes a text that must not exist yet; empty when there is one already. */
  Optional<Document> create(String name, String text);

  Optional<Document> read(String name);

  /** Replaces exactly this version; empty when somebody else was faster. */
  Optional<Document> replace(Document known, String text);

  /** Writes whatever was there before. */
  void put(String name, String text);

  /**
   * Removes it; no error when there is none. The backup app has no right to this and never asks.
   */
  void remove(String name);

  /** The names that begin with this, in order. */
  List<String> names(String prefix);
}
