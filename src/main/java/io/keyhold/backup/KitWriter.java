package io.keyhold.backup;

import io.keyhold.domain.Catalogue;
import io.keyhold.domain.Change;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Event;
import io.keyhold.domain.History;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.plan.Kit;

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
    RecoveryPoint point = after.with(after.next(last.at(), last.run(), change));
    catalogue.writeKit(after.id(), after.nextNumber(), Kit.text(point, after.nextNumber()));
  }
}
