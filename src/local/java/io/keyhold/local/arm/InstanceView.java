package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a machine's instance view from its model, its disks, its extensions and its guest. */
final class InstanceView {

  static final String SUCCEEDED = "ProvisioningState/succeeded";

  private final Store store;

  InstanceView(Store store) {
    this.store = store;
  }

  /**
   * @param at the time of the states
   */
  ObjectNode of(Resource machine, Guest guest, String at) {
    var view = ArmJson.object();
    if (guest.running() && guest.agentReady()) {
      view.put("computerName", guest.computerName());
      view.put("osName", guest.osName()).put("osVersion", guest.osVersion());
    }
    if (guest.allocated()) {
      view.set("vmAgent", AgentView.agent(machine, guest, at));
    }
    var disks = view.putArray("disks");
    names(machine).forEach(disk -> disks.add(disk(disk, at)));
    if (guest.running() && guest.agentReady() && AgentView.extensions(machine).size() > 0) {
      var list = view.putArray("extensions");
      AgentView.extensions(machine)
          .forEach(extension -> list.add(AgentView.extension(extension, guest)));
    }
    view.put("hyperVGeneration", generation(machine));
    var statuses = view.putArray("statuses");
    statuses.add(status(SUCCEEDED, "Provisioning succeeded").put("time", at));
    statuses.add(status("PowerState/" + guest.power().word(), "VM " + guest.power().word()));
    return view;
  }

  /** The instance view of one extension; a machine that does not run has none. */
  Optional<ObjectNode> extensionView(JsonNode extension, Guest guest) {
    return guest.running() && guest.agentReady()
        ? Optional.of(AgentView.extension(extension, guest))
        : Optional.empty();
  }

  private ObjectNode disk(String id, String at) {
    var name = id.substring(id.lastIndexOf('/') + 1);
    var view = ArmJson.object().put("name", name);
    var ade =
        store
            .find(id)
            .map(disk -> ArmJson.at(disk.properties(), "encryptionSettingsCollection"))
            .filter(collection -> collection.path("enabled").asBoolean());
    ade.ifPresent(
        collection -> {
          var settings = view.putArray("encryptionSettings");
          collection
              .path("encryptionSettings")
              .forEach(
                  one -> {
                    var entry = settings.addObject().put("enabled", true);
                    one.properties()
                        .forEach(part -> entry.set(part.getKey(), part.getValue().deepCopy()));
                  });
        });
    var statuses = view.putArray("statuses");
    statuses.add(status(SUCCEEDED, "Provisioning succeeded").put("time", at));
    if (ade.isPresent()) {
      statuses.add(status("EncryptionState/encrypted", "Encryption is enabled on disk"));
    }
    return view;
  }

  private String generation(Resource machine) {
    return names(machine).stream()
        .findFirst()
        .flatMap(store::find)
        .flatMap(disk -> disk.property("hyperVGeneration"))
        .orElse("V1");
  }

  /** The ids of the machine's disks, the OS disk first. */
  static List<String> names(Resource machine) {
    var result = new ArrayList<String>();
    var storage = machine.properties().path("storageProfile");
    ArmJson.text(storage, "osDisk.managedDisk.id").ifPresent(result::add);
    storage
        .path("dataDisks")
        .forEach(disk -> ArmJson.text(disk, "managedDisk.id").ifPresent(result::add));
    return result;
  }

  static ObjectNode status(String code, String display) {
    return ArmJson.object().put("code", code).put("level", "Info").put("displayStatus", display);
  }
}
