package io.keyhold.fake;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Subnets;
import io.keyhold.domain.contract.Samples;
import io.keyhold.domain.contract.SubnetsContract;
import java.util.Optional;

class FakeSubnetsTest extends SubnetsContract {

  private final FakeSubnets subnets = new FakeSubnets();

  @Override
  protected Subnets subnets() {
    return subnets;
  }

  @Override
  protected ArmId givenSubnet() {
    subnets.put(FakeWorld.SUBNET, new Subnets.Subnet(Samples.REGION, Optional.empty()));
    return FakeWorld.SUBNET;
  }

  @Override
  protected ArmId noSubnet() {
    return new ArmId(FakeWorld.SUBNET.value() + "2");
  }

  @Override
  protected ArmId noNetwork() {
    return new ArmId(FakeWorld.SUBNET.value().replace("/v/", "/w/"));
  }
}
