package io.keyhold.fidelity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.arm.MachinePlan;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes what must have been there before a recorded request, by the calls that a client would have
 * made it with; only what no call can make (the content of an OS disk) is staged.
 */
final class Past {

  private static final String VERSION = "api-version=2024-03-02";
  private static final Pattern ID =
      Pattern.compile(
          "/subscriptions/([^/]+)/resourceGroups/([^/]+)/providers/Microsoft.Compute/([^/]+)/([^/]+)",
          Pattern.CASE_INSENSITIVE);

  /** What a copy takes from its source. */
  private static final List<String> INHERITED =
      List.of(
          "osType",
          "hyperVGeneration",
          "supportsHibernation",
          "supportedCapabilities",
          "securityProfile");

  private final ArmStage stage;

  Past(ArmStage stage) {
    this.stage = stage;
  }

  /** An id taken apart. */
  private record Id(String subscription, String group, String type, String name) {
    static Id of(String text) {
      var match = ID.matcher(text);
      if (!match.matches()) {
        throw new IllegalArgumentException("Not the id of a compute resource: " + text);
      }
      return new Id(match.group(1), match.group(2), match.group(3), match.group(4));
    }
  }

  /** The id in a path that may go on beneath the resource. */
  static String idIn(String path) {
    var match = ID.matcher(path);
    if (!match.lookingAt()) {
      throw new IllegalArgumentException("No compute resource in " + path);
    }
    return match.group();
  }

  /** Makes a resource that a recorded answer shows. */
  void make(JsonNode resource) {
    var id = resource.path("id").asText();
    if (isMachine(id)) {
      new PastMachine(stage, this).make(resource);
      return;
    }
    stage.ended(begin(resource, VERSION));
    if (isSet(id) && !resource.has("identity")) {
      stage.done("PATCH", id + "?" + VERSION, "{\"identity\": {\"type\": \"None\"}}");
    }
    if (resource.at("/properties/diskState").asText().equals("ActiveSAS")) {
      access(id);
    }
    var percent = resource.at("/properties/completionPercent");
    for (int i = 0; i < 40 && !percent.isMissingNode(); i++) {
      var now = stage.get(id + "?" + VERSION).at("/properties/completionPercent");
      if (now.asDouble() >= percent.asDouble()) {
        return;
      }
      stage.advance(Duration.ofSeconds(30));
    }
  }

  private static boolean isSet(String id) {
    return Id.of(id).type().equalsIgnoreCase("diskEncryptionSets");
  }

  private static boolean isMachine(String id) {
    return Id.of(id).type().equalsIgnoreCase("virtualMachines");
  }

  /** Begins to make a resource that a recorded answer shows, with all that it stands on. */
  HttpResponse<String> begin(JsonNode resource, String query) {
    var id = resource.path("id").asText();
    var request = isSet(id) ? Written.set(resource) : Written.disk(resource);
    before(request, resource.path("properties"), request.path("location").asText());
    return stage.begin("PUT", id + "?" + query, request.toString());
  }

  /**
   * Makes the source and the set that a request names.
   *
   * @param shown the properties that came of it
   * @param location of the source
   */
  void before(JsonNode request, JsonNode shown, String location) {
    var creation = request.path("properties").path("creationData");
    var source = creation.path("sourceResourceId").asText(creation.path("sourceUri").asText());
    if (!source.isEmpty()) {
      boolean copy = creation.path("createOption").asText().equals("CopyStart");
      boolean incremental = copy || request.at("/properties/incremental").asBoolean();
      source(source, shown, location, incremental);
    }
    sets(request, request.path("location").asText());
  }

  private void source(String id, JsonNode shown, String location, boolean incremental) {
    var source = Id.of(id);
    if (source.type().equalsIgnoreCase("disks")) {
      disk(source, location, shown);
      return;
    }
    var origin = new Id(source.subscription(), source.group(), "disks", source.name() + "-origin");
    var disk = disk(origin, location, shown);
    var snapshot = node().put("location", location);
    snapshot
        .putObject("properties")
        .put("incremental", incremental)
        .putObject("creationData")
        .put("createOption", "Copy")
        .put("sourceResourceId", disk);
    stage.done("PUT", id + "?" + VERSION, snapshot.toString());
  }

  /** A disk that no machine has, with what a copy would take from it. */
  String disk(String id, String location, JsonNode shown) {
    return disk(Id.of(id), location, shown);
  }

  private String disk(Id id, String location, JsonNode shown) {
    var plan = DiskPlan.blank().named(id.name()).sizeGb(Math.max(1, size(shown)));
    INHERITED.stream()
        .filter(shown::has)
        .forEach(name -> plan.property(name, shown.get(name).deepCopy()));
    return stage.azure().compute().disk(id.subscription(), id.group(), location, plan);
  }

  private static int size(JsonNode shown) {
    return shown.has("diskSizeBytes") ? shown.path("diskSizeGB").asInt() : 1;
  }

  /** Makes the sets that a request names anywhere. */
  void sets(JsonNode request, String location) {
    for (var named : request.findValues("diskEncryptionSetId")) {
      set(named.asText(), location);
    }
    for (var named : request.findValues("diskEncryptionSet")) {
      set(named.path("id").asText(), location);
    }
  }

  void set(String id, String location) {
    set(
        id,
        location,
        "https://v.vault.azure.net/keys/k/c46f2da74bb847f29797e7e7b7a5d876",
        "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v");
  }

  void set(String id, String location, String keyUrl, String vault) {
    var body = node().put("location", location);
    body.putObject("identity").put("type", "SystemAssigned");
    var key = body.putObject("properties").putObject("activeKey");
    key.putObject("sourceVault").put("id", vault);
    key.put("keyUrl", keyUrl);
    stage.done("PUT", id + "?" + VERSION, body.toString());
  }

  /** Makes something of the type that an id names, with nothing particular about it. */
  void blank(String id, String location) {
    var type = Id.of(id).type();
    if (type.equalsIgnoreCase("diskEncryptionSets")) {
      set(id, location);
    } else if (type.equalsIgnoreCase("virtualMachines")) {
      machine(id, location);
    } else {
      var body = node().put("location", location);
      body.putObject("properties")
          .put("diskSizeGB", 1)
          .putObject("creationData")
          .put("createOption", "Empty");
      stage.done("PUT", id + "?" + VERSION, body.toString());
    }
  }

  void machine(String id, String location) {
    var machine = Id.of(id);
    stage
        .azure()
        .compute()
        .machine(
            MachinePlan.named(machine.subscription(), machine.group(), machine.name())
                .location(location));
  }

  /** A disk with settings of Azure Disk Encryption, where a recorded answer does not show them. */
  void adeDisk(String id, JsonNode shown, String sku, int sizeGb) {
    var body = node().put("location", shown.path("location").asText());
    body.set("tags", shown.path("tags"));
    body.putObject("sku").put("name", sku);
    var properties =
        body.putObject("properties").put("diskSizeGB", sizeGb).put("osType", "Windows");
    properties.putObject("creationData").put("createOption", "Empty");
    var known = shown.at("/properties/encryptionSettingsCollection");
    if (known.isObject()) {
      properties.set("encryptionSettingsCollection", known.deepCopy());
    }
    stage.done("PUT", id + "?" + VERSION, body.toString());
  }

  HttpResponse<String> access(String id) {
    var accepted =
        stage.begin(
            "POST",
            id + "/beginGetAccess?" + VERSION,
            "{\"access\": \"Read\", \"durationInSeconds\": 3600}");
    stage.ended(accepted);
    return accepted;
  }

  static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }
}
