package io.keyhold.domain;

import java.util.Map;
import java.util.Optional;

/** Network interfaces of restored machines. Every method throws {@link CloudFailure}. */
public interface NetworkInterfaces {

  /** The interface's state, or empty when there is none of this id. */
  Optional<Made> status(ArmId id);

  /**
   * Asks for an interface with one private address that the subnet gives, and no public one.
   * Returns when Azure has accepted that. Asking again for one that exists changes nothing about
   * it.
   */
  void create(Wanted wanted);

  /** Asks for its removal and returns when it is gone; no error when there is none. */
  void delete(ArmId id);

  /** An interface to be made. */
  record Wanted(ArmId nic, ArmId subnet, String region, Map<String, String> tags) {
    public Wanted {
      tags = Map.copyOf(tags);
    }
  }
}
