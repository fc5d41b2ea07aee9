package io.keyhold.azure.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.azure.AzureWorld;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.NetworkInterfaces;
import io.keyhold.domain.contract.NetworkInterfacesContract;
import io.keyhold.local.azure.LocalAzure;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AzureNetworkInterfacesTest extends NetworkInterfacesContract {

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
  protected NetworkInterfaces nics() {
    return world.adapters().networkInterfaces();
  }

  @Override
  protected ArmId givenSubnet() {
    return world.subnet();
  }

  @Override
  protected ArmId newId() {
    return ArmId.network(
        LocalAzure.SUBSCRIPTION, AzureWorld.GROUP, "networkInterfaces", world.name("nic"));
  }

  @Override
  protected void later() {
    world.azure().clock().advance(Duration.ofMinutes(1));
  }

  @Test
  void anInterfaceHasOnePrivateAddressOfTheSubnetAndNoPublicOne() {
    ArmId id = newId();
    nics().create(wanted(id));
    later();
    JsonNode nic = world.azure().network().find(id.value()).orElseThrow();
    assertThat(nic.at("/properties/ipConfigurations")).hasSize(1);
    JsonNode address = nic.at("/properties/ipConfigurations/0/properties");
    assertThat(new ArmId(address.at("/subnet/id").asText())).isEqualTo(world.subnet());
    assertThat(address.path("privateIPAddress").asText()).startsWith("10.");
    assertThat(address.path("publicIPAddress").isMissingNode()).isTrue();
  }

  @Test
  void aSubnetThatIsNotThereFailsTheRequest() {
    ArmId id = newId();
    NetworkInterfaces.Wanted wanted =
        new NetworkInterfaces.Wanted(
            id, new ArmId(world.subnet().value() + "none"), AzureWorld.REGION, Map.of());
    assertThatThrownBy(() -> nics().create(wanted)).isInstanceOf(CloudFailure.class);
    assertThat(nics().status(id)).isEmpty();
  }
}
