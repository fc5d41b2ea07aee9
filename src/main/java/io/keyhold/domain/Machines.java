package io.keyhold.domain;

import java.util.List;
import java.util.Optional;

/**
 * The machines of a subscription. Every method throws {@link CloudFailure} when it gets no answer.
 */
public interface Machines {

  /** Every machine of the subscription, whatever its tags, from all pages. */
  List<MachineSummary> in(String subscription);

  /** The machine as a list shows it; empty when there is none of this id. */
  Optional<MachineSummary> find(ArmId id);

  /**
   * The machine with all its disks; empty when there is no machine of this id. A disk that the
   * machine names and that does not exist fails with {@link Code#DISK_GONE}.
   */
  Optional<Machine> read(ArmId id);
}
