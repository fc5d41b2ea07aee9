package io.keyhold.azure.network;

import com.azure.core.util.Context;
import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceInner;
import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceIpConfigurationInner;
import com.azure.resourcemanager.network.fluent.models.SubnetInner;
import com.azure.resourcemanager.network.models.IpAllocationMethod;
import io.keyhold.azure.arm.Operations;
import io.keyhold.azure.arm.Reads;
import io.keyhold.azure.arm.Values;
import io.keyhold.azure.http.CloudFailures;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.Made;
import io.keyhold.domain.NetworkInterfaces;
import io.keyhold.domain.Waiting;
import java.util.List;
import java.util.Optional;

/** The network interfaces that a restore makes. */
public final class AzureNetworkInterfaces implements NetworkInterfaces {

  private final NetworkClients clients;
  private final Operations operations;

  public AzureNetworkInterfaces(NetworkClients clients, Waiting waiting) {
    this.clients = clients;
    this.operations = new Operations(clients.manager(), waiting);
  }

  @Override
  public Optional<Made> status(ArmId id) {
    return Reads.find(
            id.value(),
            () ->
                clients
                    .of(id)
                    .getNetworkInterfaces()
                    .getByResourceGroupWithResponse(
                        id.resourceGroup(), id.name(), null, Context.NONE)
                    .getValue())
        .map(nic -> new Made(Values.progress(nic.provisioningState()), Values.tags(nic.tags())));
  }

  @Override
  public void create(Wanted wanted) {
    ArmId id = wanted.nic();
    CloudFailures.calling(
        id.value(),
        () ->
            clients
                .of(id)
                .getNetworkInterfaces()
                .createOrUpdateWithResponseAsync(id.resourceGroup(), id.name(), body(wanted))
                .block());
  }

  /** One address of the subnet's choice; no public one, no load balancer, no security group. */
  private static NetworkInterfaceInner body(Wanted wanted) {
    return new NetworkInterfaceInner()
        .withLocation(wanted.region())
        .withTags(wanted.tags())
        .withIpConfigurations(
            List.of(
                new NetworkInterfaceIpConfigurationInner()
                    .withName("restored")
                    .withPrivateIpAllocationMethod(IpAllocationMethod.DYNAMIC)
                    .withSubnet(new SubnetInner().withId(wanted.subnet().value()))));
  }

  @Override
  public void delete(ArmId id) {
    operations.remove(
        id,
        () ->
            clients
                .of(id)
                .getNetworkInterfaces()
                .deleteWithResponseAsync(id.resourceGroup(), id.name())
                .block());
  }
}
