package io.keyhold.retention;

import io.keyhold.domain.Documents;
import io.keyhold.domain.PointId;
import io.keyhold.json.Json;
import io.keyhold.json.Members;
import io.keyhold.json.UnreadableJsonException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Which points are being restored, by the documents that the restores leave in {@code work}: a
 * marker {@code restores-open/<id>} until the restore has ended, written before {@code
 * restores/<id>}, which names the point. A marker without a document, or with one that cannot be
 * read, may mean any point.
 */
final class OpenRestores {

  private static final String OPEN = "restores-open/";
  private static final String ALL = "restores/";
  private static final int LIMIT = 1 << 20;
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed", "Canceled");

  private final Documents documents;

  OpenRestores(Documents documents) {
    this.documents = documents;
  }

  /** What uses the point, or may use it, in words; empty when nothing does. */
  Optional<String> user(PointId point) {
    return documents.names(OPEN).stream()
        .map(name -> name.substring(OPEN.length()))
        .filter(id -> mayUse(id, point))
        .findFirst()
        .map(id -> "restore " + id + " uses it, or may use it");
  }

  private boolean mayUse(String id, PointId point) {
    Optional<Documents.Document> found = documents.read(ALL + id);
    if (found.isEmpty()) {
      return true;
    }
    try {
      Members restore = Json.parse(found.get().text().getBytes(StandardCharsets.UTF_8), LIMIT);
      return restore.object("request").text("recoveryPoint").equals(point.value())
          && !ENDED.contains(restore.text("state"));
    } catch (UnreadableJsonException unreadable) {
      return true;
    }
  }
}
