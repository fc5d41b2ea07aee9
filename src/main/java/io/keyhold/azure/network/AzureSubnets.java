package io.keyhold.azure.network;

import com.azure.core.util.Context;
import com.azure.resourcemanager.network.fluent.models.SubnetInner;
import com.azure.resourcemanager.network.fluent.models.VirtualNetworkInner;
import com.azure.resourcemanager.network.models.Delegation;
import io.keyhold.azure.arm.Reads;
import io.keyhold.azure.arm.Values;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.Look;
import io.keyhold.domain.Subnets;
import java.util.Objects;
import java.util.Optional;

/** Subnets, read with their network: only that one says in which region they are. */
public final class AzureSubnets implements Subnets {

  private static final int NETWORK = 8;

  private final NetworkClients clients;

  public AzureSubnets(NetworkClients clients) {
    this.clients = clients;
  }

  @Override
  public Look<Subnet> read(ArmId id) {
    Look<VirtualNetworkInner> network =
        Reads.look(
            id.value(),
            () ->
                clients
                    .of(id)
                    .getVirtualNetworks()
                    .getByResourceGroupWithResponse(
                        id.resourceGroup(), network(id), null, Context.NONE)
                    .getValue());
    return switch (network) {
      case Look.Seen<VirtualNetworkInner> seen -> in(seen.value(), id.name());
      case Look.Absent<VirtualNetworkInner> absent -> new Look.Absent<>();
      case Look.Unknown<VirtualNetworkInner> unknown -> new Look.Unknown<>(unknown.cause());
    };
  }

  private static String network(ArmId subnet) {
    return subnet.value().split("/")[NETWORK];
  }

  private static Look<Subnet> in(VirtualNetworkInner network, String name) {
    return Values.list(network.subnets()).stream()
        .filter(subnet -> name.equalsIgnoreCase(subnet.name()))
        .findFirst()
        .<Look<Subnet>>map(
            subnet ->
                new Look.Seen<>(
                    new Subnet(Values.orEmpty(network.location()), delegatedTo(subnet))))
        .orElseGet(Look.Absent::new);
  }

  private static Optional<String> delegatedTo(SubnetInner subnet) {
    return Values.list(subnet.delegations()).stream()
        .map(Delegation::serviceName)
        .filter(Objects::nonNull)
        .findFirst();
  }
}
