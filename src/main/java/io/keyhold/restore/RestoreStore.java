package io.keyhold.restore;

import io.keyhold.domain.Documents;
import io.keyhold.domain.Documents.Document;
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

  private final Documents documents;

  public RestoreStore(Documents documents) {
    this.documents = documents;
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
        return changed;
      }
      if (round == ROUNDS) {
        throw new IllegalStateException("restore " + id + " is changed by others all the time");
      }
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
