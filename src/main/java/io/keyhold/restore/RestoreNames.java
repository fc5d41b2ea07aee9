package io.keyhold.restore;

import io.keyhold.domain.Documents;
import io.keyhold.domain.Documents.Document;
import io.keyhold.domain.GroupId;
import io.keyhold.domain.Text;
import java.util.Locale;
import java.util.Optional;

/**
 * Which restore has a name prefix in a resource group for itself. Azure lets one restore write over
 * what another has just begun, so the one that comes first notes it, write-once; a restore that has
 * finished gives its claim up to whoever comes next.
 */
final class RestoreNames {

  private static final String NAMES = "restore-names/";

  private final Documents documents;
  private final RestoreStore store;

  RestoreNames(Documents documents, RestoreStore store) {
    this.documents = documents;
    this.store = store;
  }

  /** The unfinished restore that has the plan's names, if one has. */
  Optional<String> holder(Blueprint plan) {
    return documents
        .read(document(plan.group(), plan.request()))
        .map(Document::text)
        .filter(this::unfinished);
  }

  /** Takes the names for the restore; false when another that has not finished has them. */
  boolean claim(Restore restore) {
    String document = document(restore.group(), restore.request());
    while (documents.create(document, restore.id()).isEmpty()) {
      Optional<Document> found = documents.read(document);
      if (found.isPresent()) {
        String holder = found.get().text();
        if (holder.equals(restore.id())) {
          return true;
        }
        if (unfinished(holder)) {
          return false;
        }
        if (documents.replace(found.get(), restore.id()).isPresent()) {
          return true;
        }
      }
    }
    return true;
  }

  private boolean unfinished(String id) {
    return store.find(id).filter(Restore::unfinished).isPresent();
  }

  private static String document(GroupId group, RestoreRequest request) {
    String prefix = request.target().namePrefix().toLowerCase(Locale.ROOT);
    return NAMES + Text.sha256(group.folded() + "/" + prefix);
  }
}
