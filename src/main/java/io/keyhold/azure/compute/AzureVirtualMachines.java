package io.keyhold.azure.compute;

import com.azure.core.util.Context;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInner;
import com.azure.resourcemanager.compute.models.InstanceViewStatus;
import com.azure.resourcemanager.compute.models.InstanceViewTypes;
import com.azure.resourcemanager.compute.models.StatusLevelTypes;
import io.keyhold.azure.arm.Operations;
import io.keyhold.azure.arm.Reads;
import io.keyhold.azure.arm.Values;
import io.keyhold.azure.http.CloudFailures;
import io.keyhold.azure.http.Shown;
import io.keyhold.azure.http.Trouble;
import io.keyhold.azure.http.Troubles;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.Made;
import io.keyhold.domain.VirtualMachines;
import io.keyhold.domain.Waiting;
import java.util.List;
import java.util.Optional;

/** The machines that a restore makes, over the resource manager. */
public final class AzureVirtualMachines implements VirtualMachines {

  private static final int PRECONDITION_FAILED = 412;

  private final ComputeClients clients;
  private final Operations operations;

  public AzureVirtualMachines(ComputeClients clients, Waiting waiting) {
    this.clients = clients;
    this.operations = new Operations(clients.manager(), waiting);
  }

  @Override
  public Optional<Status> status(ArmId id) {
    return Reads.find(
            id.value(),
            () ->
                clients
                    .of(id)
                    .getVirtualMachines()
                    .getByResourceGroupWithResponse(
                        id.resourceGroup(),
                        id.name(),
                        InstanceViewTypes.INSTANCE_VIEW,
                        Context.NONE)
                    .getValue())
        .map(AzureVirtualMachines::status);
  }

  private static Status status(VirtualMachineInner machine) {
    List<InstanceViewStatus> view =
        machine.instanceView() == null ? List.of() : Values.list(machine.instanceView().statuses());
    return new Status(
        new Made(Values.progress(machine.provisioningState()), Values.tags(machine.tags())),
        view.stream().anyMatch(one -> "PowerState/deallocated".equalsIgnoreCase(one.code())),
        view.stream()
            .filter(one -> StatusLevelTypes.ERROR.equals(one.level()))
            .map(one -> Shown.text(one.code() + ": " + one.message()))
            .findFirst());
  }

  /**
   * With {@code If-None-Match: *}, so that a runner that comes late changes nothing of a machine
   * that is somebody's already.
   */
  @Override
  public void create(Wanted wanted) {
    ArmId id = wanted.machine();
    VirtualMachineInner body = MachineRequest.of(wanted);
    try {
      clients
          .of(id)
          .getVirtualMachines()
          .createOrUpdateWithResponseAsync(id.resourceGroup(), id.name(), body, null, "*")
          .block();
    } catch (RuntimeException failure) {
      Trouble trouble = Troubles.of(failure);
      if (!(trouble instanceof Trouble.Answered answer && answer.status() == PRECONDITION_FAILED)) {
        throw CloudFailures.of(trouble, id.value());
      }
    }
  }

  @Override
  public void deallocate(ArmId id) {
    CloudFailures.calling(
        id.value(),
        () ->
            clients
                .of(id)
                .getVirtualMachines()
                .deallocateWithResponseAsync(id.resourceGroup(), id.name(), null)
                .block());
  }

  @Override
  public void delete(ArmId id) {
    operations.remove(
        id,
        () ->
            clients
                .of(id)
                .getVirtualMachines()
                .deleteWithResponseAsync(id.resourceGroup(), id.name(), null)
                .block());
  }
}
