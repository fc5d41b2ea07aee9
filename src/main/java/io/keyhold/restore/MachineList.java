package io.keyhold.restore;

import io.keyhold.domain.BrokenChainException;
import io.keyhold.domain.Catalogue;
import io.keyhold.domain.Code;
import io.keyhold.domain.MachineSummary;
import io.keyhold.domain.Machines;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Policies;
import io.keyhold.domain.Policy;
import io.keyhold.domain.PolicyAccess;
import io.keyhold.domain.PolicyBook;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Slots;
import io.keyhold.domain.Tags;
import io.keyhold.domain.Text;
import io.keyhold.domain.Urgency;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Every machine of the subscriptions that the policies name, selected by a policy or not. */
public final class MachineList {

  private final Machines machines;
  private final Policies policies;
  private final Catalogue catalogue;
  private final Slots slots;
  private final InstantSource clock;

  public MachineList(
      Machines machines, Policies policies, Catalogue catalogue, Slots slots, InstantSource clock) {
    this.machines = machines;
    this.policies = policies;
    this.catalogue = catalogue;
    this.slots = slots;
    this.clock = clock;
  }

  /**
   * One page, in the order of ids.
   *
   * @param after the folded id of the last machine of the page before; empty for the first
   */
  public List<MachineView> page(Optional<String> after, int size) {
    PolicyBook book = PolicyAccess.book(policies);
    List<MachineSummary> all = new ArrayList<>();
    book.subscriptions().forEach(subscription -> all.addAll(machines.in(subscription)));
    return all.stream()
        .sorted(Comparator.comparing(machine -> machine.id().folded()))
        .filter(
            machine -> after.filter(last -> machine.id().folded().compareTo(last) <= 0).isEmpty())
        .limit(size)
        .map(machine -> view(machine, book.of(machine)))
        .toList();
  }

  private MachineView view(MachineSummary machine, Optional<Policy> policy) {
    Optional<Instant> lastSuccess = lastSuccess(machine.vmId());
    return new MachineView(
        machine,
        policy.map(Policy::name),
        lastSuccess,
        lastRefusal(machine.vmId()),
        policy.map(p -> slots.next(p.schedule(), clock.instant())),
        policy.isEmpty()
            ? lastSuccess.map(slot -> notSelected(machine, slot)).stream().toList()
            : List.of());
  }

  private static Problem notSelected(MachineSummary machine, Instant lastSuccess) {
    return new Problem(
        Code.NO_LONGER_SELECTED,
        machine.id().value(),
        Tags.value(machine.tags(), Tags.POLICY)
                .map(
                    name ->
                        "keyhold-policy names no policy of this subscription: " + Text.shown(name))
                .orElse("the tag keyhold-policy is missing")
            + "; the newest recovery point is of "
            + lastSuccess);
  }

  private Optional<Instant> lastSuccess(String vmId) {
    return newest(catalogue.restorable(vmId), point -> point.state().canBeRestored())
        .map(point -> point.origin().slot());
  }

  private Optional<MachineView.Refusal> lastRefusal(String vmId) {
    List<PointId> refused = catalogue.ofMachine(vmId, PointState.REFUSED);
    return newest(refused, point -> point.state() == PointState.REFUSED)
        .flatMap(
            point ->
                point.causes().stream()
                    .findFirst()
                    .map(
                        cause ->
                            new MachineView.Refusal(
                                point.origin().slot(), cause, Urgency.remedy(point, cause))));
  }

  private Optional<RecoveryPoint> newest(List<PointId> ids, Predicate<RecoveryPoint> really) {
    for (PointId id : ids.reversed()) {
      Optional<RecoveryPoint> point = read(id).filter(really);
      if (point.isPresent()) {
        return point;
      }
    }
    return Optional.empty();
  }

  /** A broken point is no success and no refusal; it is reported where it is looked at itself. */
  private Optional<RecoveryPoint> read(PointId id) {
    try {
      return catalogue.read(id).point();
    } catch (BrokenChainException broken) {
      return Optional.empty();
    }
  }
}
