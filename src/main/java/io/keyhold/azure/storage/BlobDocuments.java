package io.keyhold.azure.storage;

import io.keyhold.domain.Documents;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Documents as blobs in {@code work}; a document's version is its ETag. Every write carries an id
 * of its own, so that a write whose answer was lost, and which the retry then finds in its own way,
 * is known for what it is.
 */
public final class BlobDocuments implements Documents {

  private static final String WRITE = "keyholdwrite";

  private final BlobFolder work;
  private final Supplier<String> newWrite;

  /**
   * @param newWrite an id that no other write has, so that a write whose answer was lost is
   *     recognised as one's own
   */
  public BlobDocuments(BlobAccount account, Supplier<String> newWrite) {
    this.work = account.container(BlobAccount.WORK);
    this.newWrite = newWrite;
  }

  @Override
  public Optional<Document> create(String name, String text) {
    String write = newWrite.get();
    return work.create(name, written(text, write))
        .or(() -> ours(name, write))
        .map(version -> new Document(name, text, version));
  }

  @Override
  public Optional<Document> read(String name) {
    return work.get(name)
        .map(
            content ->
                new Document(
                    name, new String(content.bytes(), StandardCharsets.UTF_8), content.etag()));
  }

  @Override
  public Optional<Document> replace(Document known, String text) {
    String write = newWrite.get();
    return work.replace(known.name(), known.version(), written(text, write))
        .or(() -> ours(known.name(), write))
        .map(version -> new Document(known.name(), text, version));
  }

  @Override
  public void put(String name, String text) {
    work.put(name, written(text, newWrite.get()));
  }

  @Override
  public void remove(String name) {
    work.remove(name);
  }

  @Override
  public List<String> names(String prefix) {
    return work.list().names(prefix);
  }

  /** The version of what is there, if this very write put it there. */
  private Optional<String> ours(String name, String write) {
    return work.get(name)
        .filter(content -> write.equals(content.metadata().get(WRITE)))
        .map(BlobFolder.Content::etag);
  }

  private static BlobFolder.Written written(String text, String write) {
    return new BlobFolder.Written(
        text.getBytes(StandardCharsets.UTF_8), "application/json", Map.of(WRITE, write));
  }
}
