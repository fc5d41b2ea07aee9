package io.keyhold.local.keyvault;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** All keys or all secrets of one vault and the life of each. Guarded by the vault's lock. */
final class Shelf<V extends Version<V>> {

  private final Kind kind;
  private final InstantSource clock;
  private final Supplier<Timing> timing;
  private final TreeMap<String, Life<V>> lives = new TreeMap<>();

  Shelf(Kind kind, InstantSource clock, Supplier<Timing> timing) {
    this.kind = kind;
    this.clock = clock;
    this.timing = timing;
  }

  Kind kind() {
    return kind;
  }

  Optional<Named<V>> live(String name) {
    return life(name) instanceof Life.Live<V> live ? Optional.of(live.object()) : Optional.empty();
  }

  Named<V> get(String name) {
    return live(name).orElseThrow(() -> kind.notFound(name));
  }

  V get(String name, String version) {
    return live(name)
        .flatMap(object -> object.version(version))
        .orElseThrow(() -> kind.notFound(version.isEmpty() ? name : name + "/" + version));
  }

  List<Named<V>> allLive() {
    return all(name -> live(name));
  }

  List<Life.Deleted<V>> allDeleted() {
    return all(this::seen);
  }

  Life.Deleted<V> deleted(String name) {
    return seen(name).orElseThrow(() -> kind.deletedNotFound(name));
  }

  /** Adds a version, to a new object or to the one of that name. */
  Named<V> add(String name, V version) {
    var object =
        switch (life(name)) {
          case Life.Free<V> free -> Named.first(name, version);
          case Life.Live<V> live when live.writableFrom().isAfter(clock.instant()) ->
              throw kind.nameBeingRecovered(name);
          case Life.Live<V> live -> live.object().plus(version);
          case Life.Deleted<V> gone when gone.seenFrom().isAfter(clock.instant()) ->
              throw kind.nameBeingDeleted(name);
          case Life.Deleted<V> gone -> throw kind.deletedButRecoverable(name);
          case Life.Purging<V> gone -> throw kind.nameBeingDeleted(name);
        };
    return keep(object);
  }

  Named<V> keep(Named<V> object) {
    lives.put(key(object.name()), new Life.Live<>(object, clock.instant()));
    return object;
  }

  boolean isFree(String name) {
    return life(name) instanceof Life.Free<V>;
  }

  Life.Deleted<V> delete(String name, Duration kept) {
    var object = get(name);
    var now = clock.instant();
    var gone = new Life.Deleted<>(object, now, now.plus(timing.get().deletion()), now.plus(kept));
    lives.put(key(name), gone);
    return gone;
  }

  Named<V> recover(String name) {
    var gone = gone(name);
    var from = clock.instant().plus(timing.get().recovery());
    lives.put(key(name), new Life.Live<>(gone.object(), from));
    return gone.object();
  }

  void purge(String name) {
    gone(name);
    lives.put(key(name), new Life.Purging<>(clock.instant().plus(timing.get().purge())));
  }

  /** Frees the name at once, whatever it stands for. */
  Life<V> forget(String name) {
    var before = life(name);
    lives.remove(key(name));
    return before;
  }

  /** A deleted object that can be recovered or purged; while it is being deleted, neither. */
  private Life.Deleted<V> gone(String name) {
    return switch (life(name)) {
      case Life.Deleted<V> gone when gone.seenFrom().isAfter(clock.instant()) ->
          throw kind.beingDeleted();
      case Life.Deleted<V> gone -> gone;
      case Life.Free<V> free -> throw kind.notFound(name);
      case Life.Live<V> live -> throw kind.notFound(name);
      case Life.Purging<V> purging -> throw kind.notFound(name);
    };
  }

  private Optional<Life.Deleted<V>> seen(String name) {
    return life(name) instanceof Life.Deleted<V> gone && !gone.seenFrom().isAfter(clock.instant())
        ? Optional.of(gone)
        : Optional.empty();
  }

  /** What the name stands for now: the clock ends retention and purges. */
  private Life<V> life(String name) {
    Life<V> life = lives.getOrDefault(key(name), new Life.Free<>());
    return switch (life) {
      case Life.Deleted<V> gone when passed(gone.purgedAt()) -> new Life.Free<>();
      case Life.Purging<V> gone when passed(gone.until()) -> new Life.Free<>();
      case Life.Free<V> as -> as;
      case Life.Live<V> as -> as;
      case Life.Deleted<V> as -> as;
      case Life.Purging<V> as -> as;
    };
  }

  private boolean passed(Instant instant) {
    return !clock.instant().isBefore(instant);
  }

  private <T> List<T> all(Function<String, Optional<T>> look) {
    return lives.keySet().stream().flatMap(name -> look.apply(name).stream()).toList();
  }

  private static String key(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}
