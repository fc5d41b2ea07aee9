package io.keyhold.domain;

import java.util.List;
import java.util.Optional;

/**
 * One entry of a disk's {@code encryptionSettingsCollection}: the BEK's secret and, where one is
 * used, the KEK, both as the platform wrote them. The texts are read by {@link Detection}, which
 * refuses what it cannot read instead of overlooking it.
 */
public record AdeVolume(Optional<String> secretUrl, Optional<String> kekUrl) {

  /** True when encryption is said to be on and no secret is named. */
  public boolean nameless() {
    return secretUrl.isEmpty();
  }

  /** The first list that names a secret; else the first that says anything at all. */
  public static List<AdeVolume> best(List<List<AdeVolume>> places) {
    return places.stream()
        .filter(place -> place.stream().anyMatch(volume -> !volume.nameless()))
        .findFirst()
        .or(() -> places.stream().filter(place -> !place.isEmpty()).findFirst())
        .orElse(List.of());
  }
}
