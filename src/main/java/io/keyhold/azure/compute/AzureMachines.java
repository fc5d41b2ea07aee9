package io.keyhold.azure.compute;

import com.azure.core.util.Context;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInner;
import com.azure.resourcemanager.compute.models.InstanceViewTypes;
import io.keyhold.azure.arm.Reads;
import io.keyhold.azure.http.CloudFailures;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Disk;
import io.keyhold.domain.Machine;
import io.keyhold.domain.MachineSummary;
import io.keyhold.domain.Machines;
import io.keyhold.domain.Problem;
import java.util.List;
import java.util.Optional;

/** Machines, read from the resource manager. */
public final class AzureMachines implements Machines {

  private final ComputeClients clients;

  public AzureMachines(ComputeClients clients) {
    this.clients = clients;
  }

  @Override
  public List<MachineSummary> in(String subscription) {
    return CloudFailures.calling(
        "/subscriptions/" + subscription,
        () ->
            clients.of(subscription).getVirtualMachines().list().stream()
                .flatMap(machine -> MachineReading.summary(machine).stream())
                .toList());
  }

  @Override
  public Optional<MachineSummary> find(ArmId id) {
    return get(id, null).flatMap(MachineReading::summary);
  }

  @Override
  public Optional<Machine> read(ArmId id) {
    return get(id, InstanceViewTypes.INSTANCE_VIEW).flatMap(this::withDisks);
  }

  /**
   * @param expand what to add to the model; null for nothing, as the SDK has it
   */
  private Optional<VirtualMachineInner> get(ArmId id, InstanceViewTypes expand) {
    return Reads.find(
        id.value(),
        () ->
            clients
                .of(id)
                .getVirtualMachines()
                .getByResourceGroupWithResponse(id.resourceGroup(), id.name(), expand, Context.NONE)
                .getValue());
  }

  private Optional<Machine> withDisks(VirtualMachineInner machine) {
    MachineReading reading = new MachineReading(machine);
    return MachineReading.summary(machine)
        .map(
            summary ->
                new Machine(
                    summary,
                    reading.attached().stream().map(this::disk).toList(),
                    reading.modelVolumes(),
                    reading.extensions(),
                    reading.facts(),
                    ModelReading.of(machine, reading.modelVolumes())));
  }

  private Disk disk(MachineReading.Attached attached) {
    ArmId id = attached.disk();
    return Lookup.disk(clients, id)
        .map(found -> DiskReading.of(attached, found))
        .orElseThrow(
            () ->
                new CloudFailure(
                    new Problem(Code.DISK_GONE, id.value(), "the disk does not exist")));
  }
}
