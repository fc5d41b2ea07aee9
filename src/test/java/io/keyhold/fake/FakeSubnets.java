package io.keyhold.fake;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Code;
import io.keyhold.domain.Look;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Subnets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Subnets in memory; what was not put is absent. */
public final class FakeSubnets implements Subnets {

  private final Map<ArmId, Subnet> subnets = new HashMap<>();
  private Optional<Problem> silent = Optional.empty();

  public synchronized FakeSubnets put(ArmId id, Subnet subnet) {
    subnets.put(id, subnet);
    return this;
  }

  /** Nothing can be read any more. */
  public synchronized void silent(Code code) {
    silent = Optional.of(new Problem(code, "scripted", "the test wants no answer"));
  }

  @Override
  public synchronized Look<Subnet> read(ArmId id) {
    if (silent.isPresent()) {
      return new Look.Unknown<>(silent.get());
    }
    return Optional.ofNullable(subnets.get(id))
        .<Look<Subnet>>map(Look.Seen::new)
        .orElseGet(Look.Absent::new);
  }
}
