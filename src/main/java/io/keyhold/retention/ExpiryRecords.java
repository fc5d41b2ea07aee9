package io.keyhold.retention;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Documents;
import io.keyhold.domain.Documents.Document;
import io.keyhold.domain.Problem;
import io.keyhold.json.Json;
import io.keyhold.json.Members;
import io.keyhold.json.UnreadableJsonException;
import io.keyhold.retention.ExpiryRecord.Last;
import io.keyhold.retention.ExpiryRecord.Stops;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Keeps what expiry writes down: {@code expiry/last} and {@code expiry/stopped}. */
final class ExpiryRecords {

  private static final String LAST = "expiry/last";
  private static final String STOPPED = "expiry/stopped";
  private static final int LIMIT = 1 << 20;

  /** Two changes at once: the slower one is applied to what the faster one wrote. */
  private static final int ROUNDS = 10;

  private final Documents documents;

  ExpiryRecords(Documents documents) {
    this.documents = documents;
  }

  Optional<Last> last() {
    return documents.read(LAST).map(found -> read(found, Last::of));
  }

  void last(Last last) {
    ObjectNode json = Json.object().put("format", 1);
    json.setAll(last.json());
    documents.put(LAST, text(json));
  }

  Stops stops() {
    return documents.read(STOPPED).map(found -> read(found, Stops::of)).orElse(Stops.none());
  }

  /** Applies a change to whatever is there by then, and gives back what is there afterwards. */
  Stops change(UnaryOperator<Stops> change) {
    for (int round = 1; round <= ROUNDS; round++) {
      Optional<Document> found = documents.read(STOPPED);
      Stops known = found.map(one -> read(one, Stops::of)).orElse(Stops.none());
      Stops changed = change.apply(known);
      if (changed.equals(known)) {
        return known;
      }
      String text = text(changed.json());
      Optional<Document> written =
          found.isPresent()
              ? documents.replace(found.get(), text)
              : documents.create(STOPPED, text);
      if (written.isPresent()) {
        return changed;
      }
    }
    throw new CloudFailure(
        new Problem(Code.CLOUD_CONFLICT, STOPPED, "other writers were faster every time"));
  }

  private static String text(ObjectNode json) {
    return new String(Json.readable(json), StandardCharsets.UTF_8);
  }

  /** A record that cannot be read stops expiry: it may be what holds it back. */
  private static <T> T read(Document found, Function<Members, T> reader) {
    try {
      return reader.apply(Json.parse(found.text().getBytes(StandardCharsets.UTF_8), LIMIT));
    } catch (UnreadableJsonException unreadable) {
      throw new CloudFailure(
          new Problem(Code.CLOUD_ERROR, found.name(), "the record " + unreadable.getMessage()));
    }
  }
}
