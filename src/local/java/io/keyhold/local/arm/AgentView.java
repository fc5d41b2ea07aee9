package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What the instance view tells of a machine's agent and of its extensions. */
final class AgentView {

  private static final String WINDOWS_AGENT =
      "GuestAgent is running and processing the extensions.";
  private static final String LINUX_AGENT = "Guest Agent is running";

  private AgentView() {}

  static ArrayNode extensions(Resource machine) {
    return machine.body().get("resources") instanceof ArrayNode found
        ? found
        : ArmJson.object().putArray("none");
  }

  static ObjectNode agent(Resource machine, Guest guest, String at) {
    var agent = ArmJson.object();
    boolean windows =
        machine.property("storageProfile.osDisk.osType").equals(Optional.of("Windows"));
    if (!guest.agentReady() || !guest.running()) {
      agent.put("vmAgentVersion", "Unknown");
      agent
          .putArray("statuses")
          .add(
              ArmJson.object()
                  .put("code", "ProvisioningState/Unavailable")
                  .put("level", "Warning")
                  .put("displayStatus", "Not Ready")
                  .put("message", "VM status blob is found but not yet populated.")
                  .put("time", at));
      return agent;
    }
    agent.put("vmAgentVersion", "2.7.41491.1183");
    agent
        .putArray("statuses")
        .add(
            InstanceView.status(InstanceView.SUCCEEDED, "Ready")
                .put("message", windows ? WINDOWS_AGENT : LINUX_AGENT)
                .put("time", at));
    if (extensions(machine).size() > 0) {
      var handlers = agent.putArray("extensionHandlers");
      extensions(machine)
          .forEach(
              extension -> {
                var handler = handlers.addObject();
                handler.put("type", fullType(extension));
                handler.put("typeHandlerVersion", runningVersion(extension));
                var status = InstanceView.status(InstanceView.SUCCEEDED, "Ready");
                handler.set("status", windows ? status : status.put("message", "Plugin enabled"));
              });
    }
    return agent;
  }

  static ObjectNode extension(JsonNode extension, Guest guest) {
    var name = extension.path("name").asText();
    var view = ArmJson.object().put("name", name);
    view.put("type", fullType(extension));
    view.put("typeHandlerVersion", runningVersion(extension));
    guest
        .substatus(name)
        .ifPresent(
            message ->
                view.putArray("substatuses")
                    .add(
                        InstanceView.status(substatusCode(extension), "Provisioning succeeded")
                            .put("message", message)));
    view.putArray("statuses")
        .add(
            InstanceView.status(InstanceView.SUCCEEDED, "Provisioning succeeded")
                .put(
                    "message", guest.message(name).orElse("[" + runningVersion(extension) + "] ")));
    return view;
  }

  private static String fullType(JsonNode extension) {
    return ArmJson.text(extension, "properties.publisher").orElse("")
        + "."
        + ArmJson.text(extension, "properties.type").orElse("");
  }

  /** The model names the version that was asked for, the view the one that runs. */
  private static String runningVersion(JsonNode extension) {
    return ArmJson.text(extension, "properties.typeHandlerVersion").orElse("1.0") + ".0.1";
  }

  private static String substatusCode(JsonNode extension) {
    return fullType(extension).endsWith("AzureDiskEncryption")
        ? "ComponentStatus/BitlockerExtension/succeeded"
        : "ComponentStatus/" + fullType(extension) + "/succeeded";
  }
}
