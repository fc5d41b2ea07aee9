package io.keyhold.fidelity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.arm.Guest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes the machines that recorded answers show. */
final class PastMachine {

  private static final String VERSION = "api-version=2024-11-01";
  private static final String DISK_VERSION = "api-version=2024-03-02";

  private final ArmStage stage;
  private final Past past;

  PastMachine(ArmStage stage, Past past) {
    this.stage = stage;
    this.past = past;
  }

  void make(JsonNode resource) {
    var id = resource.path("id").asText();
    var request = Written.machine(resource);
    past.sets(request, request.path("location").asText());
    before(request);
    stage.done("PUT", id + "?" + VERSION, request.toString());
    resource.path("resources").forEach(extension -> extension(id, extension));
    var view = resource.at("/properties/instanceView");
    if (resource.path("resources").isEmpty()) {
      view.path("extensions").forEach(extension -> shownExtension(id, extension));
    }
    var made = stage.get(id + "?" + VERSION);
    settings(made, view.path("disks"));
    if (view.path("vmAgent").path("vmAgentVersion").asText("Unknown").equals("Unknown")) {
      if (view.at("/statuses/1/code").asText().equals("PowerState/deallocated")) {
        power(id, "deallocate");
      }
    } else {
      guest(id, view);
    }
  }

  /** The disks and interfaces that a request wants to be attached. */
  void before(JsonNode request) {
    disks(request);
    request
        .at("/properties/networkProfile/networkInterfaces")
        .forEach(card -> card(card.path("id").asText(), request.path("location").asText()));
  }

  void card(String id, String location) {
    stage.azure().network().card(id, location, Optional.empty());
  }

  private void disks(JsonNode request) {
    var storage = request.at("/properties/storageProfile");
    var location = request.path("location").asText();
    var entries = new ArrayList<JsonNode>();
    storage.path("dataDisks").forEach(entries::add);
    entries.add(storage.path("osDisk"));
    for (var entry : entries) {
      var id = entry.at("/managedDisk/id").asText();
      if (entry.path("createOption").asText().equals("Attach") && !id.isEmpty()) {
        var shape = Past.node().put("hyperVGeneration", "V1");
        if (entry.has("osType")) {
          shape.set("osType", entry.get("osType"));
        }
        past.disk(id, location, shape);
      }
    }
  }

  HttpResponse<String> begin(String id, String location) {
    var body = plain(id, location);
    before(body);
    return stage.begin("PUT", id + "?" + VERSION, body.toString());
  }

  private static ObjectNode plain(String id, String location) {
    var body = Past.node().put("location", location);
    var properties = body.putObject("properties");
    properties.putObject("hardwareProfile").put("vmSize", "Standard_D2s_v3");
    var storage = properties.putObject("storageProfile");
    storage
        .putObject("imageReference")
        .put("publisher", "Canonical")
        .put("offer", "UbuntuServer")
        .put("sku", "18.04-LTS")
        .put("version", "latest");
    storage.putObject("osDisk").put("createOption", "FromImage");
    properties
        .putObject("networkProfile")
        .putArray("networkInterfaces")
        .addObject()
        .put(
            "id",
            id.replaceFirst(
                "Microsoft.Compute/virtualMachines", "Microsoft.Network/networkInterfaces"));
    return body;
  }

  void power(String id, String what) {
    stage.done("POST", id + "/" + what + "?" + VERSION, "");
  }

  /** A machine that has an interface, both named in a refusal. */
  void withCard(String message, String card) {
    var machine = Pattern.compile("/subscriptions/\\S+/virtualMachines/[^.\\s]+").matcher(message);
    if (!machine.find()) {
      throw new IllegalArgumentException("No machine in " + message);
    }
    var body = plain(machine.group(), "westus2");
    ((ObjectNode) body.at("/properties/networkProfile/networkInterfaces/0")).put("id", card);
    before(body);
    stage.done("PUT", machine.group() + "?" + VERSION, body.toString());
  }

  /** A machine at the path of one of its extensions, with that extension. */
  void withExtension(String path, JsonNode extension) {
    var id = Past.idIn(path);
    past.machine(id, extension.path("location").asText());
    extension(id, extension);
    var view = extension.at("/properties/instanceView");
    if (view.isObject()) {
      var name = extension.path("name").asText();
      var message = view.at("/statuses/0/message").asText();
      stage.azure().compute().guest(id, guest -> guest.withMessage(name, message));
    }
  }

  /** A data disk as a machine made it; gives its id. */
  String attachedDataDisk(JsonNode shown) {
    var machine = shown.path("managedBy").asText();
    var body = plain(machine, shown.path("location").asText());
    before(body);
    body.putObject("tags");
    ((ObjectNode) body.at("/properties/storageProfile"))
        .putArray("dataDisks")
        .addObject()
        .put("lun", 0)
        .put("createOption", "Empty")
        .put("diskSizeGB", shown.at("/properties/diskSizeGB").asInt())
        .putObject("managedDisk")
        .set("storageAccountType", shown.at("/sku/name"));
    stage.done("PUT", machine + "?" + VERSION, body.toString());
    return stage
        .get(machine + "?" + VERSION)
        .at("/properties/storageProfile/dataDisks/0/managedDisk/id")
        .asText();
  }

  private void extension(String machine, JsonNode extension) {
    var own = (ObjectNode) extension.deepCopy();
    ((ObjectNode) own.path("properties")).remove("instanceView");
    stage
        .azure()
        .compute()
        .change(
            machine,
            body -> {
              var resources =
                  body.get("resources") instanceof ArrayNode all ? all : body.putArray("resources");
              resources.add(own);
            });
  }

  private void shownExtension(String machine, JsonNode view) {
    var type = view.path("type").asText();
    int dot = type.lastIndexOf('.');
    var extension = Past.node();
    extension.set("name", view.get("name"));
    extension
        .putObject("properties")
        .put("publisher", type.substring(0, dot))
        .put("type", type.substring(dot + 1))
        .put("typeHandlerVersion", "1.0")
        .put("provisioningState", "Succeeded");
    extension(machine, extension);
  }

  /** Writes Azure Disk Encryption's settings to the disks whose view shows them. */
  private void settings(JsonNode machine, JsonNode views) {
    var storage = machine.at("/properties/storageProfile");
    var ids = new ArrayList<String>();
    ids.add(storage.at("/osDisk/managedDisk/id").asText());
    storage.path("dataDisks").forEach(disk -> ids.add(disk.at("/managedDisk/id").asText()));
    for (int i = 0; i < views.size(); i++) {
      if (views.get(i).has("encryptionSettings")) {
        var body = Past.node();
        var collection = body.putObject("properties").putObject("encryptionSettingsCollection");
        collection.put("enabled", true);
        var settings = (ArrayNode) views.get(i).get("encryptionSettings").deepCopy();
        settings.forEach(entry -> ((ObjectNode) entry).remove("enabled"));
        collection.set("encryptionSettings", settings);
        stage.done("PATCH", ids.get(i) + "?" + DISK_VERSION, body.toString());
      }
    }
  }

  private void guest(String id, JsonNode view) {
    stage
        .azure()
        .compute()
        .guest(
            id,
            now -> {
              var guest =
                  new Guest(
                      now.power(),
                      true,
                      view.path("computerName").asText(),
                      view.path("osName").asText(),
                      view.path("osVersion").asText(),
                      now.substatuses(),
                      now.messages());
              for (var extension : List.copyOf(toList(view.path("extensions")))) {
                var name = extension.path("name").asText();
                if (extension.has("substatuses")) {
                  guest =
                      guest.withSubstatus(name, extension.at("/substatuses/0/message").asText());
                }
                guest = guest.withMessage(name, extension.at("/statuses/0/message").asText());
              }
              return guest;
            });
  }

  private static List<JsonNode> toList(JsonNode array) {
    var result = new ArrayList<JsonNode>();
    array.forEach(result::add);
    return result;
  }
}
