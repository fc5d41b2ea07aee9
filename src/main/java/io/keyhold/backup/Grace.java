package io.keyhold.backup;

import io.keyhold.domain.Change;
import io.keyhold.domain.Event;
import io.keyhold.domain.History;
import io.keyhold.domain.Origin;
import io.keyhold.domain.Slots;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How long a slot waits for keys about which nothing could be found out: until the policy's grace
 * after its first recorded check, or until the next slot begins, whichever is first (design.md, The
 * gate). A backup that was asked for over HTTP has no next slot.
 */
public final class Grace {

  private final Slots slots;
  private final InstantSource clock;

  public Grace(Slots slots, InstantSource clock) {
    this.slots = slots;
    this.clock = clock;
  }

  boolean isOver(History history, Origin origin) {
    Instant now = clock.instant();
    boolean timeIsUp =
        history.events().stream()
            .filter(event -> event.change() instanceof Change.Gated)
            .findFirst()
            .map(Event::at)
            .map(first -> !now.isBefore(first.plus(origin.policy().keys().grace())))
            .orElse(false);
    return timeIsUp || nextSlotHasBegun(origin, now);
  }

  /**
   * The same for copies, which may have their first look long after their slot: until the grace
   * after that look, or until the first slot after it begins.
   */
  boolean isOver(Instant firstLook, Origin origin) {
    Instant now = clock.instant();
    return !now.isBefore(firstLook.plus(origin.policy().keys().grace()))
        || (origin.request().isEmpty() && slots.isOver(origin.policy().schedule(), firstLook, now));
  }

  private boolean nextSlotHasBegun(Origin origin, Instant now) {
    return origin.request().isEmpty()
        && slots.isOver(origin.policy().schedule(), origin.slot(), now);
  }
}
