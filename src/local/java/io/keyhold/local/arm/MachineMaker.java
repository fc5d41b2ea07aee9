package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.http.Response;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes machines. What a machine is made of is its own from the accepting answer on; it runs when
 * its operation has ended.
 */
final class MachineMaker {

  private static final int RETRY_AFTER = 10;

  /** What the first poll of a creation asks for. */
  private static final int FIRST_POLL = 50;

  private final Kernel kernel;
  private final Guests guests;
  private final MachineDisks disks;
  private final MachineCards cards;
  private final MachineRules rules;

  MachineMaker(
      Kernel kernel, Guests guests, MachineDisks disks, MachineCards cards, MachineRules rules) {
    this.kernel = kernel;
    this.guests = guests;
    this.disks = disks;
    this.cards = cards;
    this.rules = rules;
  }

  Response make(
      ArmCall call, ResourceId id, String location, ObjectNode body, ObjectNode properties) {
    var filled = new MachineModel(kernel.store(), id, location).filled(properties);
    rules.check(id, location, zone(body), filled);
    var machine = planned(call, id, location, body, filled);
    kernel.store().put(machine);
    guests.put(id, Guest.fresh(id.name()));
    disks.reserve(machine);
    cards.attachAll(machine);
    var operation =
        kernel.machineOperation(
            call, id, location, () -> finish(machine.copy()), Optional.of(FIRST_POLL));
    var echo = MachineModel.echo(call, machine);
    return kernel
        .created(call, operation, 201, Optional.of(echo), Optional.of(RETRY_AFTER))
        .with("Azure-AsyncNotification", "Enabled")
        .fact("resource", id.toString());
  }

  private static Resource planned(
      ArmCall call, ResourceId id, String location, ObjectNode body, ObjectNode filled) {
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
    head.put("etag", MachineModel.etag(1));
    return new Resource(id, head, Optional.empty());
  }

  private void finish(Resource machine) {
    MachineStates.checkNotOvertaken(kernel.store().find(machine.id()));
    disks.attachAll(machine);
    machine.properties().put("provisioningState", "Succeeded");
    kernel.store().put(machine);
  }

  private static Optional<String> zone(ObjectNode body) {
    return Optional.of(body.path("zones").path(0).asText()).filter(text -> !text.isEmpty());
  }
}
