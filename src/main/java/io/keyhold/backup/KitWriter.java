package io.keyhold.backup;

import io.keyhold.domain.Catalogue;
import io.keyhold.domain.Change;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Event;
import io.keyhold.domain.History;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.plan.Kit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the break-glass kit of a point before the event that makes it a backup, and before the one
 * that adds copies to it: no point is taken without its kit. Its text follows from the point alone,
 * so that every attempt writes the same.
 */
public final class KitWriter {

  private final Catalogue catalogue;

  public KitWriter(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * Writes the kit of the point as it will stand with this change.
   *
   * @throws CloudFailure when it could not be written; the change must not be recorded then
   */
  public void before(History after, Change change) {
    Event last = after.events().getLast();
    Event next =
        new Event(
            after.nextNumber(), after.lastHash(), last.at(), last.run(), Optional.empty(), change);
    List<Event> events = new ArrayList<>(after.events());
    events.add(next);
    RecoveryPoint point = RecoveryPoint.fold(after.id(), events).orElseThrow();
    catalogue.writeKit(after.id(), next.number(), Kit.text(point, next.number()));
  }
}
