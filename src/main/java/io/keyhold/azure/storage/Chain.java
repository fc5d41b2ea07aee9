package io.keyhold.azure.storage;

import io.keyhold.domain.BrokenChainException;
import io.keyhold.domain.Event;
import io.keyhold.domain.History;
import io.keyhold.domain.PointId;
import io.keyhold.domain.Text;
import io.keyhold.json.EventJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads events one by one and checks that each follows from the one before: its number, and the
 * SHA-256 of its predecessor's bytes as they were written.
 */
final class Chain {

  private final PointId id;
  private final List<Event> events = new ArrayList<>();
  private Optional<String> lastHash = Optional.empty();

  Chain(PointId id) {
    this.id = id;
  }

  void add(byte[] bytes) {
    Event event = EventJson.read(id, bytes);
    int expected = events.size() + 1;
    if (event.number() != expected) {
      throw new BrokenChainException(
          id, "event " + expected + " says that it is number " + event.number());
    }
    if (!event.previous().equals(lastHash)) {
      throw new BrokenChainException(
          id, "event " + expected + " does not name the hash of the event before it");
    }
    events.add(event);
    lastHash = Optional.of(Text.sha256(bytes));
  }

  History history() {
    return new History(id, events, lastHash);
  }
}
