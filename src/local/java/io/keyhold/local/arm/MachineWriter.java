package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.http.Response;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Makes and changes machines. */
final class MachineWriter {

  private static final String WRITE = "Microsoft.Compute/virtualMachines/write";

  private static final int RETRY_AFTER = 10;

  /** What the first poll of a creation asks for. */
  private static final int FIRST_POLL = 50;

  private final Kernel kernel;
  private final Guests guests;
  private final MachineDisks disks;
  private final MachineCards cards;
  private final MachineRules rules;

  MachineWriter(
      Kernel kernel, Guests guests, MachineDisks disks, MachineCards cards, MachineRules rules) {
    this.kernel = kernel;
    this.guests = guests;
    this.disks = disks;
    this.cards = cards;
    this.rules = rules;
  }

  Response put(ArmCall call, ResourceId id) {
    var existing = kernel.store().find(id);
    var body = call.body();
    var location = Write.location(body, id, existing);
    var properties = body.get("properties") instanceof ObjectNode given ? given : ArmJson.object();
    demandLinked(call, properties);
    return existing.isPresent()
        ? changed(call, existing.get(), body, properties)
        : made(call, id, location, body, properties);
  }

  private static void demandLinked(ArmCall call, ObjectNode properties) {
    MachineCards.entries(properties)
        .forEach(
            card ->
                call.demandLinked(
                    WRITE,
                    "Microsoft.Network/networkInterfaces/join/action",
                    card.path("id").asText()));
    for (var disk : MachineModel.disks(properties)) {
      call.demandLinked(WRITE, "Microsoft.Compute/disks/read", disk);
      call.demandLinked(WRITE, "Microsoft.Compute/disks/write", disk);
    }
    MachineModel.sets(properties)
        .forEach(set -> call.demandLinked(WRITE, "Microsoft.Compute/diskEncryptionSets/read", set));
  }

  private Response made(
      ArmCall call, ResourceId id, String location, ObjectNode body, ObjectNode properties) {
    var filled = new MachineModel(kernel.store(), id, location).filled(properties);
    rules.check(id, location, zone(body), filled);
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
    var machine = new Resource(id, head, Optional.empty());
    kernel.store().put(machine);
    guests.put(id, Guest.fresh(id.name()));
    disks.reserve(machine);
    cards.attachAll(machine);
    var operation =
        kernel.machineOperation(
            call, id, location, () -> finish(machine.copy(), made -> {}), Optional.of(FIRST_POLL));
    var echo = echo(call, machine);
    return kernel
        .created(call, operation, 201, Optional.of(echo), Optional.of(RETRY_AFTER))
        .with("Azure-AsyncNotification", "Enabled")
        .fact("resource", id.toString());
  }

  private static ObjectNode echo(ArmCall call, Resource machine) {
    var type = ComputeType.MACHINE;
    return MemberOrder.ordered(
        type, ApiVersions.shown(type, call.apiVersion(), machine.copy().body()));
  }

  /** The end of an operation; that of a machine that is being deleted was overtaken. */
  private void finish(Resource machine, Consumer<Resource> change) {
    var now = kernel.store().find(machine.id());
    if (now.isEmpty() || deleting(now.get())) {
      throw ArmFailure.provider(
          409,
          "OperationPreempted",
          "Operation execution has been preempted by a more recent operation.");
    }
    change.accept(machine);
    disks.attachAll(machine);
    machine.properties().put("provisioningState", "Succeeded");
    MachineModel.countChange(machine.body());
    kernel.store().put(machine);
  }

  /** A machine that is being deleted can only be deleted. */
  static void checkNotDeleting(Resource machine, String operation) {
    if (deleting(machine)) {
      throw ArmFailure.notAllowed(
          "Operation '%s' is not allowed on VM '%s' since the VM is marked for deletion. You can only retry the Delete operation (or wait for an ongoing one to complete)."
              .formatted(operation, machine.id().name()));
    }
  }

  private static boolean deleting(Resource machine) {
    return machine.property("provisioningState").filter("Deleting"::equals).isPresent();
  }

  private static Optional<String> zone(ObjectNode body) {
    return Optional.of(body.path("zones").path(0).asText()).filter(text -> !text.isEmpty());
  }

  Response patch(ArmCall call, ResourceId id) {
    var existing = kernel.store().get(id, call.now());
    var body = call.body();
    var properties = body.get("properties") instanceof ObjectNode given ? given : ArmJson.object();
    return changed(call, existing, body, properties);
  }

  private Response changed(ArmCall call, Resource before, ObjectNode body, ObjectNode properties) {
    checkNotDeleting(before, call.method().equals("PUT") ? "Create or Update VM" : "Update VM");
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
    encryptionSettings(planned, properties);
    planned.properties().put("provisioningState", "Updating");
    kernel.store().put(planned);
    var operation =
        kernel.machineOperation(
            call,
            before.id(),
            before.location(),
            () -> finish(planned.copy(), changed -> dataDisks(changed, properties)),
            Optional.empty());
    var echo = echo(call, planned);
    return kernel
        .accepted(call, operation, Optional.of(echo), Optional.of(RETRY_AFTER))
        .withStatus(200)
        .with("Azure-AsyncNotification", "Enabled")
        .fact("resource", before.id().toString());
  }

  /** The keys of a dual-pass machine can be changed only while it has no host. */
  private void encryptionSettings(Resource machine, ObjectNode properties) {
    if (!(ArmJson.at(properties, "storageProfile.osDisk.encryptionSettings")
        instanceof ObjectNode settings)) {
      return;
    }
    var os = ArmJson.in(ArmJson.in(machine.properties(), "storageProfile"), "osDisk");
    if (settings.equals(os.get("encryptionSettings"))) {
      return;
    }
    if (guests.of(machine.id()).allocated()) {
      throw ArmFailure.notAllowed(
          "Updates to encryptionSettings is not allowed when VM is allocated, Please retry after VM"
              + " is deallocated");
    }
    os.set("encryptionSettings", settings.deepCopy());
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
