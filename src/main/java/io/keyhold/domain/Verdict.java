package io.keyhold.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * A finding with what it is about and when it was made.
 *
 * @param key the URL of the key object, the id of a disk encryption set whose key is not known, or
 *     the place of a key kept elsewhere
 * @param version the exact version that was checked
 */
public record Verdict(String key, Optional<String> version, Finding finding, Instant checkedAt) {

  static Verdict of(KeyRef ref, Finding finding, Instant at) {
    return new Verdict(ref.object(), ref.version(), finding, at);
  }
}
