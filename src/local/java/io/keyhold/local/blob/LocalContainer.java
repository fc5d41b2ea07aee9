package io.keyhold.local.blob;

import io.keyhold.local.http.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A container whose blobs are kept here. */
final class LocalContainer extends Container {

  private final InstantSource clock;
  private final ETags tags;
  private final BlobStore store;
  private final ReentrantLock lock = new ReentrantLock();
  private final TreeMap<String, Blob> blobs = new TreeMap<>();
  private final Blocks blocks = new Blocks();
  private final Instant created;
  private final String etag;

  LocalContainer(String account, String name, InstantSource clock, ETags tags, BlobStore store) {
    super(account, name);
    this.clock = clock;
    this.tags = tags;
    this.store = store;
    this.created = clock.instant();
    this.etag = tags.next(created);
    store.load().forEach(blob -> blobs.put(blob.name(), blob));
  }

  @Override
  public List<String> list(String prefix) {
    return locked(() -> from(prefix, "").stream().map(Blob::name).toList());
  }

  @Override
  public Optional<byte[]> read(String blob) {
    return locked(() -> find(blob).map(Blob::content).map(byte[]::clone));
  }

  @Override
  public void put(String blob, byte[] content) {
    var headers = new ContentHeaders(Map.of("Content-Type", "application/octet-stream"));
    var now = clock.instant();
    keep(
        new Blob(blob, content.clone(), headers, Map.of(), nextTag(), now, now, Lease.available()));
  }

  @Override
  public boolean delete(String blob) {
    return locked(
        () -> {
          boolean was = blobs.remove(blob) != null;
          blocks.forget(blob);
          store.remove(blob);
          return was;
        });
  }

  @Override
  public Optional<String> leaseState(String blob) {
    return locked(() -> find(blob).map(each -> each.lease().at(clock.instant()).state()));
  }

  Optional<Blob> find(String blob) {
    return Optional.ofNullable(blobs.get(blob));
  }

  Blob require(String blob) {
    return find(blob).orElseThrow(BlobError::blobNotFound);
  }

  Blob keep(Blob blob) {
    return locked(
        () -> {
          store.keep(blob);
          blobs.put(blob.name(), blob);
          return blob;
        });
  }

  /** All blobs whose names begin so and are not before the start, in order. */
  List<Blob> from(String prefix, String start) {
    var first = start.compareTo(prefix) > 0 ? start : prefix;
    return blobs.tailMap(first, true).values().stream()
        .takeWhile(blob -> blob.name().startsWith(prefix))
        .toList();
  }

  Blocks blocks() {
    return blocks;
  }

  String nextTag() {
    return tags.next(clock.instant());
  }

  Instant now() {
    return clock.instant();
  }

  @Override
  Instant created() {
    return created;
  }

  @Override
  String etag() {
    return etag;
  }

  @Override
  Response answer(BlobCall call) {
    return locked(() -> BlobRoutes.of(call, this));
  }

  <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
