package io.keyhold.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * One event of a recovery point: appended once, never changed.
 *
 * @param number from 1, without gaps; the number is the lock for which writers compete
 * @param previous SHA-256 of the event before it, as it was written; empty only for the first
 * @param run the tick or request that caused it
 * @param origin present in the first event and only there
 */
public record Event(
    int number,
    Optional<String> previous,
    Instant at,
    String run,
    Optional<Origin> origin,
    Change change) {}
