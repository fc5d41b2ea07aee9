package io.keyhold.restore;

import io.keyhold.domain.Documents;
import io.keyhold.domain.Documents.Document;
import io.keyhold.domain.Signals;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The restores, one document each, and a marker for each that is not finished, so that the timer
 * finds them without reading all there ever were.
 */
public final class RestoreStore {

  private static final String ALL = "restores/";
  private static final String OPEN = "restores-open/";

  /** Two changes at once: the slower one is applied to what the faster one wrote. */
  private static final int ROUNDS = 10;

  private static final Logger LOG = System.getLogger(RestoreStore.class.getName());

  private final Documents documents;
  private final Signals signals;

  /**
   * @param signals told of each state that a restore comes to, once it is written
   */
  public RestoreStore(Documents documents, Signals signals) {
    this.documents = documents;
    this.signals = signals;
  }

  /** Keeps a new restore; where the id is taken, gives back the one that has it. */
  Restore create(Restore restore) {
    mark(restore.id());
    Optional<Restore> created =
        documents.create(ALL + restore.id(), RestoreJson.stored(restore)).map(written -> restore);
    // A timer that looked in between found a mark without a restore and took it away.
    created.ifPresent(written -> mark(restore.id()));
    return created.or(() -> find(restore.id())).orElse(restore);
  }

  private void mark(String id) {
    documents.put(OPEN + id, id);
  }

  Optional<Restore> find(String id) {
    return documents.read(ALL + id).map(found -> RestoreJson.read(id, found.text()));
  }

  /** Applies a change to whatever the restore is by then, and gives back what was written. */
  Restore change(String id, UnaryOperator<Restore> change) {
    for (int round = 1; ; round++) {
      Document found = documents.read(ALL + id).orElseThrow();
      Restore known = RestoreJson.read(id, found.text());
      Restore changed = change.apply(known);
      if (changed.equals(known)) {
        return known;
      }
      Optional<Document> written = documents.replace(found, RestoreJson.stored(changed));
      if (written.isPresent()) {
        say(known, changed);
        return changed;
      }
      if (round == ROUNDS) {
        throw new IllegalStateException("restore " + id + " is changed by others all the time");
      }
    }
  }

  /** That it cannot be said undoes nothing. */
  private void say(Restore before, Restore now) {
    try {
      RestoreSignals.of(before, now).ifPresent(signals::say);
    } catch (RuntimeException unheard) {
      LOG.log(
          Level.WARNING, "what became of restore {0} could not be said: {1}", now.id(), unheard);
    }
  }

  /** The ids of restores that may still have something to do. */
  public List<String> open() {
    return documents.names(OPEN).stream().map(name -> name.substring(OPEN.length())).toList();
  }

  void close(String id) {
    documents.remove(OPEN + id);
  }
}
