package io.keyhold.backup;

import io.keyhold.backup.DueSlots.Candidate;
import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.MachineSummary;
import io.keyhold.domain.Machines;
import io.keyhold.domain.Policies;
import io.keyhold.domain.Policy;
import io.keyhold.domain.PolicyAccess;
import io.keyhold.domain.PolicyBook;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Slots;
import io.keyhold.domain.Tags;
import io.keyhold.domain.Text;
import io.keyhold.heard.Fleet;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One tick: which machines are to be backed up now. It is the run whose id its orders carry.
 *
 * <p>A machine is due when its policy's latest slot has no final state. A slot before that which
 * waits for unknown keys is asked for once more, so that it ends, and a held point is gated again
 * (design.md, The gate).
 */
public final class BackupTick {

  private final Machines machines;
  private final Policies policies;
  private final Slots slots;
  private final BackupRequests requests;
  private final DueSlots due;
  private final HeldPoints held;
  private final Selections selections;
  private final Fleet fleet;
  private final InstantSource clock;

  public BackupTick(
      Machines machines,
      Policies policies,
      Slots slots,
      BackupRequests requests,
      DueSlots due,
      HeldPoints held,
      Selections selections,
      Fleet fleet,
      InstantSource clock) {
    this.machines = machines;
    this.policies = policies;
    this.slots = slots;
    this.requests = requests;
    this.due = due;
    this.held = held;
    this.selections = selections;
    this.fleet = fleet;
    this.clock = clock;
  }

  /**
   * What a tick found.
   *
   * @param problems subscriptions that could not be read, tags that name no policy: the rest goes
   *     on
   */
  public record Result(List<BackupOrder> orders, List<Problem> problems) {}

  /**
   * @throws CloudFailure when there are no valid policies, or nothing at all could be read
   */
  public Result tick(String run) {
    Instant now = clock.instant();
    PolicyBook book = PolicyAccess.book(policies);
    List<Candidate> candidates = new ArrayList<>();
    requests.open(run, now).forEach(order -> candidates.add(new Candidate(order, true)));
    List<Problem> problems = new ArrayList<>();
    List<MachineSummary> selected = new ArrayList<>();
    List<MachineSummary> notSelected = new ArrayList<>();
    int unreadable = 0;
    for (String subscription : book.subscriptions()) {
      try {
        for (MachineSummary machine : machines.in(subscription)) {
          Optional<Policy> policy = book.of(machine);
          (policy.isPresent() ? selected : notSelected).add(machine);
          policy.ifPresent(found -> addOrders(run, machine, found, now, candidates));
        }
      } catch (CloudFailure failure) {
        problems.add(failure.problem());
        unreadable++;
        if (book.subscriptions().size() == 1) {
          throw failure;
        }
      }
    }
    List<BackupOrder> again = held.orders(run, now, problems);
    List<BackupOrder> orders = new ArrayList<>(due.of(candidates, now)); // notes what is sent
    orders.addAll(again);
    notSelected.forEach(machine -> unknownPolicy(machine).ifPresent(problems::add));
    problems.addAll(selections.note(selected, notSelected, now));
    fleet.checked(
        new Fleet.Seen(run, selected, notSelected.size(), orders.size(), unreadable), now);
    return new Result(orders, problems);
  }

  private void addOrders(
      String run, MachineSummary machine, Policy policy, Instant now, List<Candidate> candidates) {
    Instant slot = slots.latest(policy.schedule(), now);
    Instant before = slots.before(policy.schedule(), slot);
    candidates.add(new Candidate(order(run, machine, policy, slot), true));
    candidates.add(new Candidate(order(run, machine, policy, before), false));
  }

  private static BackupOrder order(
      String run, MachineSummary machine, Policy policy, Instant slot) {
    return new BackupOrder(
        run, machine.id(), machine.vmId(), policy.name(), slot, Optional.empty());
  }

  private static Optional<Problem> unknownPolicy(MachineSummary machine) {
    return Tags.value(machine.tags(), Tags.POLICY)
        .map(
            name ->
                new Problem(
                    Code.NO_POLICY,
                    machine.id().value(),
                    "keyhold-policy names no policy of this subscription: " + Text.shown(name)));
  }
}
