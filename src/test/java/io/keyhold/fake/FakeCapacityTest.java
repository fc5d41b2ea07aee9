package io.keyhold.fake;

import io.keyhold.domain.Capacity;
import io.keyhold.domain.Quota;
import io.keyhold.domain.Sku;
import io.keyhold.domain.contract.CapacityContract;
import java.util.List;

class FakeCapacityTest extends CapacityContract {

  private final FakeCapacity capacity = new FakeCapacity();

  FakeCapacityTest() {
    capacity.remove("Standard_Nothing");
  }

  @Override
  protected Capacity capacity() {
    return capacity;
  }

  @Override
  protected void quota(String name, long limit) {
    capacity.quota(name, new Quota(0, limit));
  }

  @Override
  protected void restrict(String size) {
    put(size, true, List.of());
  }

  @Override
  protected void restrict(String size, String zone) {
    put(size, false, List.of(zone));
  }

  private void put(String size, boolean restricted, List<String> zones) {
    Sku usual = FakeCapacity.usual(Capacity.MACHINES, size);
    capacity.put(
        new Sku(size, usual.family(), usual.zones(), restricted, zones, usual.capabilities()));
  }
}
