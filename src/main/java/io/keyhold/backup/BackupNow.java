package io.keyhold.backup;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.Code;
import io.keyhold.domain.MachineSummary;
import io.keyhold.domain.Machines;
import io.keyhold.domain.Policies;
import io.keyhold.domain.Policy;
import io.keyhold.domain.PolicyAccess;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Requester;
import java.time.InstantSource;
import java.util.Optional;

/** A backup that somebody asks for, under an id of their own; a repeat answers the same. */
public final class BackupNow {

  /** What became of the request. */
  public sealed interface Result {
    record Accepted(BackupOrder order) implements Result {}

    record Refused(Problem problem) implements Result {}
  }

  private final Machines machines;
  private final Policies policies;
  private final BackupRequests requests;
  private final InstantSource clock;

  public BackupNow(
      Machines machines, Policies policies, BackupRequests requests, InstantSource clock) {
    this.machines = machines;
    this.policies = policies;
    this.requests = requests;
    this.clock = clock;
  }

  /** A repeat changes nothing, nor who asked: that is whoever was the first. */
  public Result request(String clientId, ArmId machine, String run, Requester who) {
    Optional<BackupOrder> before = requests.accepted(clientId, run);
    if (before.isPresent()) {
      return repeated(before.get(), clientId, machine);
    }
    Optional<MachineSummary> found = machines.find(machine);
    if (found.isEmpty()) {
      return refused(Code.NOT_FOUND, machine, "there is no machine " + machine);
    }
    Optional<Policy> policy = PolicyAccess.book(policies).of(found.get());
    if (policy.isEmpty()) {
      return refused(Code.NO_POLICY, machine, "no policy selects " + machine.name());
    }
    BackupOrder order =
        requests.accept(clientId, found.get(), policy.get(), clock.instant(), run, who);
    return repeated(order, clientId, machine);
  }

  private static Result repeated(BackupOrder order, String clientId, ArmId machine) {
    return order.machine().equals(machine)
        ? new Result.Accepted(order)
        : new Result.Refused(
            new Problem(
                Code.ID_IN_USE, clientId, "this id asked for a backup of " + order.machine()));
  }

  private static Result refused(Code code, ArmId machine, String detail) {
    return new Result.Refused(new Problem(code, machine.value(), detail));
  }
}
