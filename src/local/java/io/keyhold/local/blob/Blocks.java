package io.keyhold.local.blob;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The blocks of a container's blobs by their ids, committed or not. Kept in memory alone: after a
 * restart an upload begins anew. Guarded by the container's lock.
 */
final class Blocks {

  /** One entry of a commit: the id and where to look for it. */
  record Wanted(String id, Place place) {}

  enum Place {
    COMMITTED,
    UNCOMMITTED,
    LATEST
  }

  private final Map<String, Map<String, byte[]>> uncommitted = new HashMap<>();
  private final Map<String, Map<String, byte[]>> committed = new HashMap<>();

  void put(String blob, String id, byte[] content) {
    uncommitted.computeIfAbsent(blob, any -> new LinkedHashMap<>()).put(id, content);
  }

  /** The content that the list makes, and from then on the only blocks of the blob. */
  byte[] commit(String blob, List<Wanted> list) {
    var chosen = new LinkedHashMap<String, byte[]>();
    var content = new ByteArrayOutputStream();
    for (Wanted wanted : list) {
      byte[] bytes = find(blob, wanted).orElseThrow(Blocks::invalid);
      chosen.put(wanted.id(), bytes);
      content.writeBytes(bytes);
    }
    uncommitted.remove(blob);
    committed.put(blob, chosen);
    return content.toByteArray();
  }

  /** Lengths by id. */
  Map<String, Integer> lengths(String blob, Place place) {
    var lengths = new LinkedHashMap<String, Integer>();
    (place == Place.COMMITTED ? committed : uncommitted)
        .getOrDefault(blob, Map.of())
        .forEach((id, bytes) -> lengths.put(id, bytes.length));
    return lengths;
  }

  boolean hasUncommitted(String blob) {
    return uncommitted.containsKey(blob);
  }

  void forget(String blob) {
    uncommitted.remove(blob);
    committed.remove(blob);
  }

  private Optional<byte[]> find(String blob, Wanted wanted) {
    var old = Optional.ofNullable(committed.getOrDefault(blob, Map.of()).get(wanted.id()));
    var fresh = Optional.ofNullable(uncommitted.getOrDefault(blob, Map.of()).get(wanted.id()));
    return switch (wanted.place()) {
      case COMMITTED -> old;
      case UNCOMMITTED -> fresh;
      case LATEST -> fresh.or(() -> old);
    };
  }

  private static BlobError invalid() {
    return BlobError.of(400, "InvalidBlockList", "The specified block list is invalid.");
  }
}
