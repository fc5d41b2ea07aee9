package io.keyhold.local.functions;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A clock that moves only when told to, and remembers by how much. */
final class TestClock implements InstantSource {
  private Instant now = Instant.parse("2026-11-23T00:00:00Z");
  private final List<Duration> moves = new ArrayList<>();

  @Override
  public synchronized Instant instant() {
    return now;
  }

  synchronized void advance(Duration by) {
    now = now.plus(by);
    moves.add(by);
  }

  synchronized List<Duration> moves() {
    return List.copyOf(moves);
  }
}
