package io.keyhold.local.keyvault;

import java.time.Instant;

/** Where an object's name stands. */
sealed interface Life<V extends Version<V>> {

  /** Nothing has this name. */
  record Free<V extends Version<V>>() implements Life<V> {}

  record Live<V extends Version<V>>(Named<V> object, Instant writableFrom) implements Life<V> {}

  record Deleted<V extends Version<V>>(
      Named<V> object, Instant at, Instant seenFrom, Instant purgedAt) implements Life<V> {}

  /** Purged, and the name not yet free. */
  record Purging<V extends Version<V>>(Instant until) implements Life<V> {}
}
