package io.keyhold.local.blob;

import java.time.Instant;
import java.util.Map;

/**
 * A block blob as it stands.
 *
 * @param metadata by name as it was given
 */
record Blob(
    String name,
    byte[] content,
    ContentHeaders headers,
    Map<String, String> metadata,
    String etag,
    Instant created,
    Instant modified,
    Lease lease) {

  Blob {
    metadata = Map.copyOf(metadata);
  }

  Blob with(Lease changed) {
    return new Blob(name, content, headers, metadata, etag, created, modified, changed);
  }

  Blob with(ContentHeaders changed, String newTag, Instant now) {
    return new Blob(name, content, changed, metadata, newTag, created, now, lease);
  }

  Blob withMetadata(Map<String, String> changed, String newTag, Instant now) {
    return new Blob(name, content, headers, changed, newTag, created, now, lease);
  }
}
