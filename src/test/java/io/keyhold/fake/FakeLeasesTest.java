package io.keyhold.fake;

import io.keyhold.domain.Leases;
import io.keyhold.domain.contract.LeasesContract;
import java.time.Duration;

class FakeLeasesTest extends LeasesContract {

  private final FakeWorld world = new FakeWorld();
  private int names;

  @Override
  protected Leases leases() {
    return world.leases;
  }

  @Override
  protected String newName() {
    return "lease" + ++names;
  }

  @Override
  protected void pass(Duration time) {
    world.advance(time);
  }
}
