package io.keyhold.fake;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.NetworkInterfaces;
import io.keyhold.domain.contract.NetworkInterfacesContract;

class FakeNetworkInterfacesTest extends NetworkInterfacesContract {

  private final FakeNetworkInterfaces nics = new FakeNetworkInterfaces();
  private int names;

  @Override
  protected NetworkInterfaces nics() {
    return nics;
  }

  @Override
  protected ArmId givenSubnet() {
    return FakeWorld.SUBNET;
  }

  @Override
  protected ArmId newId() {
    return ArmId.network(FakeWorld.SUBSCRIPTION, "app", "networkInterfaces", "nic" + ++names);
  }

  @Override
  protected void later() {
    // An interface is ready at once.
  }
}
