package io.keyhold.local.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.management.exception.ManagementException;
import com.azure.resourcemanager.network.fluent.NetworkManagementClient;
import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceInner;
import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceIpConfigurationInner;
import com.azure.resourcemanager.network.fluent.models.SubnetInner;
import com.azure.resourcemanager.network.models.IpAllocationMethod;
import io.keyhold.local.arm.MachinePlan;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.azure.Sdk;
import io.keyhold.local.azure.Wire;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Azure's own client judges virtual networks and network interfaces. */
class InterfacesBySdkTest {

  private static final String REGION = "westeurope";
  private static final String VERSION = "?api-version=2024-05-01";

  private LocalAzure azure;
  private NetworkManagementClient network;
  private String subnet;

  @BeforeEach
  void start() {
    azure = LocalAzure.start(LocalAzure.Options.instant().arm(arm -> arm.withPageSize(2)));
    network = Sdk.networkAs(azure, "");
    var vnet =
        azure.network().network(LocalAzure.SUBSCRIPTION, "net", "vnet", REGION, "10.1.0.0/16");
    subnet = azure.network().subnet(vnet, "small", "10.1.2.0/29");
  }

  @AfterEach
  void stop() {
    azure.close();
  }

  @Test
  void aStagedNetworkShowsItsSubnetsAndTheSubnetItsInterfaces() {
    made("a");
    var found = network.getVirtualNetworks().getByResourceGroup("net", "vnet");
    assertThat(found.addressSpace().addressPrefixes()).containsExactly("10.1.0.0/16");
    assertThat(found.subnets()).extracting(SubnetInner::name).containsExactly("small");
    var own = network.getSubnets().get("net", "vnet", "small");
    assertThat(own.addressPrefix()).isEqualTo("10.1.2.0/29");
    assertThat(own.ipConfigurations()).hasSize(1);
  }

  @Test
  void aSubnetThatIsNotThereIsNotFound() {
    assertThatThrownBy(() -> network.getSubnets().get("net", "vnet", "none"))
        .isInstanceOfSatisfying(
            ManagementException.class,
            failure -> assertThat(failure.getValue().getCode()).isEqualTo("NotFound"));
    assertThatThrownBy(() -> network.getSubnets().get("net", "none", "none"))
        .isInstanceOfSatisfying(
            ManagementException.class,
            failure -> assertThat(failure.getValue().getCode()).isEqualTo("ResourceNotFound"));
  }

  @Test
  void anInterfaceGetsTheLowestFreeAddressAndKeepsItWhenItIsWrittenAgain() {
    var first = made("a");
    assertThat(first.provisioningState().toString()).isEqualTo("Succeeded");
    assertThat(address(first)).isEqualTo("10.1.2.4");
    assertThat(address(made("b"))).isEqualTo("10.1.2.5");
    assertThat(address(made("A"))).isEqualTo("10.1.2.4");
    network.getNetworkInterfaces().delete("net", "a");
    assertThat(address(made("c"))).isEqualTo("10.1.2.4");
    assertThat(network.getNetworkInterfaces().listByResourceGroup("net").stream())
        .extracting(NetworkInterfaceInner::name)
        .containsExactlyInAnyOrder("b", "c");
  }

  @Test
  void aFullSubnetGivesNoAddress() {
    for (var name : List.of("a", "b", "c")) {
      made(name);
    }
    refused(() -> made("d"), "SubnetIsFull");
  }

  @Test
  void anAddressThatIsTakenOrForeignOrReservedIsRefused() {
    made("a");
    refused(() -> made("b", "10.1.2.4"), "PrivateIPAddressInUse");
    refused(() -> made("b", "10.9.9.9"), "PrivateIPAddressNotInSubnet");
    refused(() -> made("b", "10.1.2.1"), "PrivateIPAddressInReservedRange");
    assertThat(address(made("b", "10.1.2.6"))).isEqualTo("10.1.2.6");
  }

  @Test
  void aSubnetElsewhereOrNowhereIsNoReference() {
    refused(
        () ->
            network
                .getNetworkInterfaces()
                .createOrUpdate("net", "x", asked(subnet).withLocation("northeurope")),
        "InvalidResourceReference");
    refused(
        () -> network.getNetworkInterfaces().createOrUpdate("net", "x", asked(subnet + "x")),
        "InvalidResourceReference");
  }

  @Test
  void anInterfaceOfAMachineIsNotDeleted() {
    azure.compute().machine(MachinePlan.named(LocalAzure.SUBSCRIPTION, "net", "m").subnet(subnet));
    var card = network.getNetworkInterfaces().getByResourceGroup("net", "m-nic");
    assertThat(card.virtualMachine().id()).endsWith("/virtualMachines/m");
    assertThat(card.macAddress()).matches("00-0D-3A(-[0-9A-F]{2}){3}");
    refused(() -> network.getNetworkInterfaces().delete("net", "m-nic"), "NicInUse");
  }

  @Test
  void anInterfaceThatIsNotThereIsDeletedWithoutAWord() {
    network.getNetworkInterfaces().delete("net", "nothing");
    assertThat(
            azure.requests().all().stream()
                .filter(entry -> entry.method().equals("DELETE"))
                .toList())
        .singleElement()
        .satisfies(entry -> assertThat(entry.status()).isEqualTo(204));
  }

  @Test
  void whoMayNotJoinTheSubnetMakesNoInterface() {
    azure.caller("outsider").deny("Microsoft.Network/virtualNetworks/subnets/join/action");
    assertThatThrownBy(
            () ->
                Sdk.networkAs(azure, "outsider")
                    .getNetworkInterfaces()
                    .createOrUpdate("net", "x", asked(subnet)))
        .isInstanceOfSatisfying(
            ManagementException.class,
            failure -> {
              assertThat(failure.getResponse().getStatusCode()).isEqualTo(403);
              assertThat(failure.getValue().getCode()).isEqualTo("LinkedAuthorizationFailed");
            });
  }

  @Test
  void anOperationIsPolledAtASignedUrlWithoutPartitionAndSaysNoMoreThanItsStatus() {
    var wire = new Wire(azure);
    made("a");
    var id = "/subscriptions/%s/resourceGroups/net/providers/Microsoft.Network/networkInterfaces/a";
    var answer = wire.arm("DELETE", id.formatted(LocalAzure.SUBSCRIPTION) + VERSION, "");
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.headers().firstValue("retry-after")).isPresent();
    var poll = answer.headers().firstValue("azure-asyncoperation").orElseThrow();
    assertThat(poll).contains("/operations/").contains("?api-version=").doesNotContain("p=");
    assertThat(Wire.json(wire.get(poll)).toString()).isEqualTo("{\"status\":\"Succeeded\"}");
    assertThat(wire.get(poll.replaceFirst("&h=.", "&h=!")).statusCode()).isEqualTo(403);
    var location = answer.headers().firstValue("location").orElseThrow();
    assertThat(wire.get(location).statusCode()).isEqualTo(204);
  }

  @Test
  void usagesCountInterfaces() {
    made("a");
    assertThat(network.getUsages().list(REGION).stream())
        .filteredOn(usage -> usage.name().value().equals("NetworkInterfaces"))
        .singleElement()
        .satisfies(usage -> assertThat(usage.currentValue()).isEqualTo(1));
  }

  private NetworkInterfaceInner made(String name) {
    return network.getNetworkInterfaces().createOrUpdate("net", name, asked(subnet));
  }

  private NetworkInterfaceInner made(String name, String address) {
    var asked = asked(subnet);
    asked
        .ipConfigurations()
        .getFirst()
        .withPrivateIpAllocationMethod(IpAllocationMethod.STATIC)
        .withPrivateIpAddress(address);
    return network.getNetworkInterfaces().createOrUpdate("net", name, asked);
  }

  private static NetworkInterfaceInner asked(String subnet) {
    return new NetworkInterfaceInner()
        .withLocation(REGION)
        .withTags(Map.of("made-by", "test"))
        .withIpConfigurations(
            List.of(
                new NetworkInterfaceIpConfigurationInner()
                    .withName("ipconfig1")
                    .withSubnet(new SubnetInner().withId(subnet))));
  }

  private static String address(NetworkInterfaceInner card) {
    return card.ipConfigurations().getFirst().privateIpAddress();
  }

  private static void refused(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ManagementException.class,
            failure -> {
              assertThat(failure.getResponse().getStatusCode()).isEqualTo(400);
              assertThat(failure.getValue().getCode()).isEqualTo(code);
            });
  }
}
