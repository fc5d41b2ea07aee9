package io.keyhold.heard;

import io.keyhold.domain.Documents;
import java.time.Instant;

/** Removes what nobody will ask for again; only retention does so. */
public final class Tidying {

  private final Documents documents;

  public Tidying(Documents documents) {
    this.documents = documents;
  }

  /** It may be called at any time and be cut off anywhere. */
  public void tidy(Instant now) {
    new Successes(documents).tidy();
    Troubles.tidy(documents, now);
  }
}
