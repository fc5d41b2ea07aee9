package io.keyhold.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was found at one place.
 *
 * @param granted how many of the rights that are needed there the app has
 * @param role the az line that makes the role which the remedies assign, where there is none yet
 */
public record Finding(
    Place place,
    int granted,
    List<Missing> missing,
    List<Unclear> unknown,
    Optional<String> role,
    Instant checkedAt) {
  public Finding {
    missing = List.copyOf(missing);
    unknown = List.copyOf(unknown);
  }

  /** One word for it; unknown before granted, for nobody may take the one for the other. */
  public String state() {
    return missing.isEmpty() ? (unknown.isEmpty() ? "granted" : "unknown") : "missing";
  }
}
