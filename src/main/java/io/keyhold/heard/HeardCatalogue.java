package io.keyhold.heard;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Catalogue;
import io.keyhold.domain.Due;
import io.keyhold.domain.Event;
import io.keyhold.domain.History;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import io.keyhold.domain.RecoveryPoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A catalogue whose appended events are heard; it is the other one in everything else. */
public final class HeardCatalogue implements Catalogue {

  private final Catalogue catalogue;
  private final Hearing hearing;

  public HeardCatalogue(Catalogue catalogue, Hearing hearing) {
    this.catalogue = catalogue;
    this.hearing = hearing;
  }

  @Override
  public Optional<History> append(History after, Event event) {
    Optional<History> written = catalogue.append(after, event);
    written.ifPresent(hearing::appended);
    return written;
  }

  @Override
  public History read(PointId id) {
    return catalogue.read(id);
  }

  @Override
  public void writeKit(PointId id, int number, String text) {
    catalogue.writeKit(id, number, text);
  }

  @Override
  public List<String> kits(PointId id) {
    return catalogue.kits(id);
  }

  @Override
  public List<PointId> ofSlot(Instant slot) {
    return catalogue.ofSlot(slot);
  }

  @Override
  public List<PointId> ofMachine(String vmId) {
    return catalogue.ofMachine(vmId);
  }

  @Override
  public List<PointId> ofMachine(String vmId, PointState state) {
    return catalogue.ofMachine(vmId, state);
  }

  @Override
  public List<PointId> restorable(String vmId) {
    return catalogue.restorable(vmId);
  }

  @Override
  public List<PointId> withState(PointState state) {
    return catalogue.withState(state);
  }

  @Override
  public Page withState(PointState state, Optional<String> continuation) {
    return catalogue.withState(state, continuation);
  }

  @Override
  public void unmark(RecoveryPoint point, PointState state) {
    catalogue.unmark(point, state);
  }

  @Override
  public DuePage due(Due.What what, Instant until, Optional<String> continuation) {
    return catalogue.due(what, until, continuation);
  }

  @Override
  public void settle(Due due) {
    catalogue.settle(due);
  }

  @Override
  public int mark(History history, Set<PointState> but) {
    return catalogue.mark(history, but);
  }

  @Override
  public List<PointId> ofKey(KeyRef key) {
    return catalogue.ofKey(key);
  }

  @Override
  public List<String> vmIds(ArmId machine) {
    return catalogue.vmIds(machine);
  }

  @Override
  public Page all(Optional<String> continuation, int size) {
    return catalogue.all(continuation, size);
  }
}
