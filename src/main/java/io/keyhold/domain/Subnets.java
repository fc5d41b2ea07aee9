package io.keyhold.domain;

import java.util.Optional;

/** Subnets in which a restored machine may stand. Nothing here throws {@link CloudFailure}. */
public interface Subnets {

  /**
   * A subnet.
   *
   * @param region of its virtual network
   * @param delegatedTo the service that has it for itself, if one does
   */
  record Subnet(String region, Optional<String> delegatedTo) {}

  /**
   * @param id {@code …/virtualNetworks/<name>/subnets/<name>}
   */
  Look<Subnet> read(ArmId id);
}
