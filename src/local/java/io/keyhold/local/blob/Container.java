package io.keyhold.local.blob;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One container, and the stage for what lies in it. */
public final class Container {

  private final String account;
  private final String name;
  private final InstantSource clock;
  private final ETags tags;
  private final BlobStore store;
  private final ReentrantLock lock = new ReentrantLock();
  private final TreeMap<String, Blob> blobs = new TreeMap<>();
  private final Blocks blocks = new Blocks();
  private final Instant created;
  private final String etag;
  private volatile boolean immutable;

  Container(String account, String name, InstantSource clock, ETags tags, BlobStore store) {
    this.account = account;
    this.name = name;
    this.clock = clock;
    this.tags = tags;
    this.store = store;
    this.created = clock.instant();
    this.etag = tags.next(created);
    store.load().forEach(blob -> blobs.put(blob.name(), blob));
  }

  public String account() {
    return account;
  }

  public String name() {
    return name;
  }

  /**
   * From now on blobs may be added, but neither replaced nor deleted by callers. It is part of the
   * stage: with a folder too it has to be set again after a restart.
   */
  public void immutable(boolean is) {
    immutable = is;
  }

  public boolean isImmutable() {
    return immutable;
  }

  /** The names of all blobs that begin so, in order. */
  public List<String> list(String prefix) {
    return locked(() -> blobs.keySet().stream().filter(each -> each.startsWith(prefix)).toList());
  }

  public Optional<byte[]> read(String blob) {
    return locked(() -> find(blob).map(Blob::content).map(byte[]::clone));
  }

  public Optional<String> readText(String blob) {
    return read(blob).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** Writes over whatever is there: neither leases nor immutability stand in the stage's way. */
  public void put(String blob, byte[] content) {
    var headers = new ContentHeaders(Map.of("Content-Type", "application/octet-stream"));
    var now = clock.instant();
    keep(
        new Blob(blob, content.clone(), headers, Map.of(), nextTag(), now, now, Lease.available()));
  }

  public void put(String blob, String content) {
    put(blob, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Removes whatever is there; says whether there was anything. */
  public boolean delete(String blob) {
    return locked(
        () -> {
          boolean was = blobs.remove(blob) != null;
          blocks.forget(blob);
          store.remove(blob);
          return was;
        });
  }

  /** How the lease of a blob stands now: "available", "leased", "expired", "breaking", "broken". */
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
    return blobs.tailMap(start, true).values().stream()
        .filter(blob -> blob.name().startsWith(prefix))
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

  Instant created() {
    return created;
  }

  String etag() {
    return etag;
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
