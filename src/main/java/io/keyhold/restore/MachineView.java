package io.keyhold.restore;

import io.keyhold.domain.MachineSummary;
import io.keyhold.domain.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A machine and how its backups stand.
 *
 * @param policy the name of the policy that selects it, if one does
 * @param lastSuccess the slot of the newest point that can be restored
 * @param remarks what must be known, such as that no policy selects it any more
 */
public record MachineView(
    MachineSummary machine,
    Optional<String> policy,
    Optional<Instant> lastSuccess,
    Optional<Refusal> lastRefusal,
    Optional<Instant> nextSlot,
    List<Problem> remarks) {

  public MachineView {
    remarks = List.copyOf(remarks);
  }

  /** The newest slot that was refused, why, and what to do for this machine. */
  public record Refusal(Instant slot, Problem reason, String remedy) {}
}
