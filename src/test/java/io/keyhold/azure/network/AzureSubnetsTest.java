package io.keyhold.azure.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.azure.AzureWorld;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.Code;
import io.keyhold.domain.Look;
import io.keyhold.domain.Subnets;
import io.keyhold.domain.contract.SubnetsContract;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AzureSubnetsTest extends SubnetsContract {

  private static AzureWorld world;

  @BeforeAll
  static void start() {
    world = AzureWorld.start();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Override
  protected Subnets subnets() {
    return world.adapters().subnets();
  }

  @Override
  protected ArmId givenSubnet() {
    return world.subnet();
  }

  @Override
  protected ArmId noSubnet() {
    return new ArmId(world.subnet().value() + "none");
  }

  @Override
  protected ArmId noNetwork() {
    return new ArmId(world.subnet().value().replace("/virtualNetworks/", "/virtualNetworks/no-"));
  }

  @Test
  void aMissingRightIsNoMissingSubnet() {
    ArmId subnet = givenSubnet();
    String client = world.clientWithout("Microsoft.Network/virtualNetworks/read").orElseThrow();
    assertThat(world.adapters(Map.of("AZURE_CLIENT_ID", client)).subnets().read(subnet))
        .isInstanceOfSatisfying(
            Look.Unknown.class,
            unknown -> assertThat(unknown.cause().code()).isEqualTo(Code.CLOUD_DENIED));
  }
}
