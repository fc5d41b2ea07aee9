package io.keyhold.local.blob;

import io.keyhold.local.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One container, and the stage for what lies in it. */
public abstract sealed class Container permits LocalContainer, PassedContainer {

  private final String account;
  private final String name;
  private volatile boolean immutable;

  Container(String account, String name) {
    this.account = account;
    this.name = name;
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
  public abstract List<String> list(String prefix);

  public abstract Optional<byte[]> read(String blob);

  public Optional<String> readText(String blob) {
    return read(blob).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** Writes over whatever is there: neither leases nor immutability stand in the stage's way. */
  public abstract void put(String blob, byte[] content);

  public void put(String blob, String content) {
    put(blob, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Removes whatever is there; says whether there was anything. */
  public abstract boolean delete(String blob);

  /** How the lease of a blob stands now: "available", "leased", "expired", "breaking", "broken". */
  public abstract Optional<String> leaseState(String blob);

  abstract Instant created();

  abstract String etag();

  /** Answers a call on the container or on a blob in it. */
  abstract Response answer(BlobCall call);
}
