package io.keyhold.domain;

import java.util.Optional;

/**
 * One entry of a disk's {@code encryptionSettingsCollection}: the BEK's secret and, where one is
 * used, the KEK, both as the platform wrote them. The texts are read by {@link Detection}, which
 * refuses what it cannot read instead of overlooking it.
 */
public record AdeVolume(Optional<String> secretUrl, Optional<String> kekUrl) {}
