package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.http.Response;
import java.util.Optional;
import java.util.UUID;

/** Makes and changes machines. */
final class MachineWriter {

  private static final int RETRY_AFTER = 10;

  /** What the first poll of a creation asks for. */
  private static final int FIRST_POLL = 50;

  private final Kernel kernel;
  private final Guests guests;
  private final MachineDisks disks;

  MachineWriter(Kernel kernel, Guests guests, MachineDisks disks) {
    this.kernel = kernel;
    this.guests = guests;
    this.disks = disks;
  }

  Response put(ArmCall call, ResourceId id) {
    var existing = kernel.store().find(id);
    var body = call.body();
    var location = Write.location(body, id, existing);
    var properties = body.get("properties") instanceof ObjectNode given ? given : ArmJson.object();
    MachineModel.sets(properties)
        .forEach(
            set ->
                call.demandLinked(
                    "Microsoft.Compute/virtualMachines/write",
                    "Microsoft.Compute/diskEncryptionSets/read",
                    set));
    return existing.isPresent()
        ? changed(call, existing.get(), body, properties)
        : made(call, id, location, body, properties);
  }

  private Response made(
      ArmCall call, ResourceId id, String location, ObjectNode body, ObjectNode properties) {
    var filled = new MachineModel(kernel.store(), id, location).filled(properties);
    filled
        .put("vmId", UUID.randomUUID().toString())
        .put("provisioningState", "Creating")
        .put("timeCreated", ArmJson.time(call.now()));
    var head = ArmJson.object().put("name", id.name()).put("id", id.toString());
    head.put("type", "Microsoft.Compute/virtualMachines").put("location", location);
    for (var name : new String[] {"tags", "plan", "zones", "identity"}) {
      Optional.ofNullable(body.get(name)).ifPresent(value -> head.set(name, value.deepCopy()));
    }
    head.set("properties", filled);
    var machine = new Resource(id, head, Optional.empty());
    kernel.store().put(machine);
    guests.put(id, Guest.fresh(id.name()));
    var operation =
        kernel.machineOperation(
            call,
            id,
            location,
            () -> {
              var finished = machine.copy();
              disks.attachAll(finished);
              finished.properties().put("provisioningState", "Succeeded");
              kernel.store().put(finished);
            },
            Optional.of(FIRST_POLL));
    var echo = MemberOrder.ordered(ComputeType.MACHINE, machine.copy().body());
    return kernel
        .created(call, operation, 201, Optional.of(echo), Optional.of(RETRY_AFTER))
        .with("Azure-AsyncNotification", "Enabled")
        .fact("resource", id.toString());
  }

  Response patch(ArmCall call, ResourceId id) {
    var existing = kernel.store().get(id, call.now());
    var body = call.body();
    var properties = body.get("properties") instanceof ObjectNode given ? given : ArmJson.object();
    return changed(call, existing, body, properties);
  }

  private Response changed(ArmCall call, Resource before, ObjectNode body, ObjectNode properties) {
    ArmJson.text(properties, "storageProfile.osDisk.name")
        .filter(name -> !before.property("storageProfile.osDisk.name").equals(Optional.of(name)))
        .ifPresent(
            name -> {
              throw new ArmFailure(
                  ArmFailure.By.PROVIDER,
                  409,
                  "PropertyChangeNotAllowed",
                  "Changing property 'osDisk.name' is not allowed.",
                  "osDisk.name");
            });
    var planned = before.copy();
    if (call.method().equals("PUT")) {
      planned.body().remove("tags");
    }
    for (var name : new String[] {"tags", "identity"}) {
      Optional.ofNullable(body.get(name))
          .ifPresent(value -> planned.body().set(name, value.deepCopy()));
    }
    properties.properties().stream()
        .filter(member -> !member.getKey().equals("storageProfile"))
        .filter(member -> !member.getKey().equals("osProfile"))
        .forEach(member -> planned.properties().set(member.getKey(), member.getValue().deepCopy()));
    planned.properties().put("provisioningState", "Updating");
    kernel.store().put(planned);
    var operation =
        kernel.machineOperation(
            call,
            before.id(),
            before.location(),
            () -> {
              var finished = planned.copy();
              dataDisks(finished, properties);
              finished.properties().put("provisioningState", "Succeeded");
              kernel.store().put(finished);
            },
            Optional.empty());
    var echo = MemberOrder.ordered(ComputeType.MACHINE, planned.copy().body());
    return kernel
        .accepted(call, operation, Optional.of(echo), Optional.of(RETRY_AFTER))
        .withStatus(200)
        .with("Azure-AsyncNotification", "Enabled")
        .fact("resource", before.id().toString());
  }

  /** Attaches and detaches data disks, where the request has a list of them. */
  private void dataDisks(Resource machine, ObjectNode properties) {
    if (!properties.path("storageProfile").path("dataDisks").isArray()) {
      return;
    }
    var wanted = properties.deepCopy();
    ArmJson.in(wanted, "storageProfile")
        .set("osDisk", ArmJson.at(machine.properties(), "storageProfile.osDisk").deepCopy());
    var filled = new MachineModel(kernel.store(), machine.id(), machine.location()).filled(wanted);
    var before = InstanceView.names(machine);
    ArmJson.in(machine.properties(), "storageProfile")
        .set("dataDisks", filled.path("storageProfile").path("dataDisks"));
    disks.attachAll(machine);
    var after = InstanceView.names(machine);
    before.stream()
        .filter(id -> after.stream().noneMatch(id::equalsIgnoreCase))
        .forEach(id -> disks.release(id, false));
  }
}
