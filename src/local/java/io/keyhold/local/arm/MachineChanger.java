package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.http.Response;
import java.util.Optional;

/** Changes machines: tags, data disks, and most of the model. */
final class MachineChanger {

  private static final int RETRY_AFTER = 10;

  private final Kernel kernel;
  private final Guests guests;
  private final MachineDisks disks;

  MachineChanger(Kernel kernel, Guests guests, MachineDisks disks) {
    this.kernel = kernel;
    this.guests = guests;
    this.disks = disks;
  }

  Response change(ArmCall call, Resource before, ObjectNode body, ObjectNode properties) {
    boolean put = call.method().equals("PUT");
    MachineStates.checkNotDeleting(before, put ? "Create or Update VM" : "Update VM");
    checkSameOsDisk(before, properties);
    var planned = before.copy();
    if (put) {
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
            () -> finish(planned.copy(), properties),
            Optional.empty());
    var echo = MachineModel.echo(call, planned);
    return kernel
        .accepted(call, operation, Optional.of(echo), Optional.of(RETRY_AFTER))
        .withStatus(200)
        .with("Azure-AsyncNotification", "Enabled")
        .fact("resource", before.id().toString());
  }

  private static void checkSameOsDisk(Resource before, ObjectNode properties) {
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
  }

  private void finish(Resource machine, ObjectNode properties) {
    MachineStates.checkNotOvertaken(kernel.store().find(machine.id()));
    dataDisks(machine, properties);
    machine.properties().put("provisioningState", "Succeeded");
    MachineModel.countChange(machine.body());
    kernel.store().put(machine);
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
