package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Fills a machine's model in as the provider does, and checks the disks that it names. */
final class MachineModel {

  /** What "latest" turns out to be. */
  private static final String LATEST_IMAGE = "24.4.20251101";

  private static final int WINDOWS_GB = 127;
  private static final int LINUX_GB = 30;

  private final Store store;
  private final ResourceId machine;
  private final String location;

  MachineModel(Store store, ResourceId machine, String location) {
    this.store = store;
    this.machine = machine;
    this.location = location;
  }

  /** The properties of a new machine, before its disks have got their names. */
  ObjectNode filled(ObjectNode given) {
    var properties = given.deepCopy();
    if (!(properties.path("storageProfile").get("osDisk") instanceof ObjectNode os)) {
      throw ArmFailure.missingParameter("storageProfile.osDisk");
    }
    var storage = ArmJson.in(properties, "storageProfile");
    ArmJson.text(storage, "imageReference.version")
        .ifPresent(
            version ->
                ArmJson.in(storage, "imageReference")
                    .put("exactVersion", version.equals("latest") ? LATEST_IMAGE : version));
    storage.set("osDisk", osDisk(os, storage.path("imageReference")));
    var data = new ArrayList<JsonNode>();
    storage.path("dataDisks").forEach(disk -> data.add(dataDisk((ObjectNode) disk)));
    storage.putArray("dataDisks").addAll(data);
    ArmJson.text(properties, "availabilitySet.id")
        .ifPresent(id -> ArmJson.in(properties, "availabilitySet").put("id", lastInCapitals(id)));
    if (properties.get("osProfile") instanceof ObjectNode profile) {
      OsProfile.fill(profile, storage.path("osDisk").path("osType").asText());
    }
    return properties;
  }

  private ObjectNode osDisk(ObjectNode given, JsonNode image) {
    var attached = attached(given);
    var osType =
        ArmJson.text(given, "osType")
            .or(() -> attached.flatMap(disk -> disk.property("osType")))
            .orElseGet(
                () -> image.path("publisher").asText().contains("Windows") ? "Windows" : "Linux");
    var result = ArmJson.object().put("osType", osType);
    // Of a machine encrypted by the dual pass, the model names the keys.
    Optional.ofNullable(given.get("encryptionSettings"))
        .ifPresent(settings -> result.set("encryptionSettings", settings.deepCopy()));
    common(result, given, attached, "ReadWrite");
    result.put(
        "diskSizeGB", size(given, attached, osType.equals("Windows") ? WINDOWS_GB : LINUX_GB));
    return result;
  }

  private ObjectNode dataDisk(ObjectNode given) {
    var attached = attached(given);
    var result = ArmJson.object();
    result.set("lun", given.path("lun"));
    common(result, given, attached, "None");
    return result.put("diskSizeGB", size(given, attached, 0)).put("toBeDetached", false);
  }

  private static int size(ObjectNode given, Optional<Resource> attached, int otherwise) {
    int asked = given.path("diskSizeGB").asInt();
    return asked > 0
        ? asked
        : attached.map(disk -> disk.properties().path("diskSizeGB").asInt()).orElse(otherwise);
  }

  private static void common(
      ObjectNode result, ObjectNode given, Optional<Resource> attached, String caching) {
    attached
        .map(disk -> disk.id().name())
        .or(() -> ArmJson.text(given, "name"))
        .ifPresent(name -> result.put("name", name));
    result.put("createOption", ArmJson.text(given, "createOption").orElse("Attach"));
    result.put("caching", ArmJson.text(given, "caching").orElse(caching));
    Optional.ofNullable(given.get("writeAcceleratorEnabled"))
        .ifPresent(enabled -> result.set("writeAcceleratorEnabled", enabled));
    var managed = result.putObject("managedDisk");
    if (given.path("managedDisk").get("diskEncryptionSet") instanceof ObjectNode set) {
      managed.set("diskEncryptionSet", set.deepCopy());
    }
    managed.put(
        "storageAccountType",
        attached
            .flatMap(disk -> ArmJson.text(disk.body(), "sku.name"))
            .or(() -> ArmJson.text(given, "managedDisk.storageAccountType"))
            .orElse("Standard_LRS"));
    attached.ifPresent(disk -> managed.put("id", disk.id().toString()));
    result.put("deleteOption", ArmJson.text(given, "deleteOption").orElse("Detach"));
  }

  /** The existing disk that an entry names, checked; empty for one that is yet to be made. */
  private Optional<Resource> attached(ObjectNode given) {
    return ArmJson.text(given, "managedDisk.id")
        .map(
            id -> {
              var disk =
                  store
                      .find(id)
                      .filter(found -> found.id().type() == ComputeType.DISK)
                      .filter(found -> found.location().equals(location))
                      .orElseThrow(
                          () ->
                              ArmFailure.provider(
                                  404,
                                  "NotFound",
                                  "Disk "
                                      + id.substring(id.lastIndexOf('/') + 1)
                                      + " is not found."));
              checkFree(disk);
              return disk;
            });
  }

  private void checkFree(Resource disk) {
    ArmJson.text(disk.body(), "managedBy")
        .filter(owner -> !owner.equalsIgnoreCase(machine.toString()))
        .ifPresent(
            owner -> {
              throw new ArmFailure(
                  ArmFailure.By.PROVIDER,
                  409,
                  "ConflictingUserInput",
                  "Cannot attach the disk "
                      + disk.id().name()
                      + " to VM "
                      + machine
                      + " because it is already attached to VM "
                      + owner
                      + ". A disk can be attached to only one VM at a time.",
                  disk.id().toString());
            });
  }

  /** The ids of the existing disks that the model names. */
  static List<String> disks(JsonNode properties) {
    var result = new ArrayList<String>();
    var storage = properties.path("storageProfile");
    ArmJson.text(storage, "osDisk.managedDisk.id").ifPresent(result::add);
    storage
        .path("dataDisks")
        .forEach(disk -> ArmJson.text(disk, "managedDisk.id").ifPresent(result::add));
    return result;
  }

  /** The ids of the encryption sets that the model names, which the caller must be able to read. */
  static List<String> sets(JsonNode properties) {
    var result = new ArrayList<String>();
    var storage = properties.path("storageProfile");
    ArmJson.text(storage, "osDisk.managedDisk.diskEncryptionSet.id").ifPresent(result::add);
    storage
        .path("dataDisks")
        .forEach(
            disk -> ArmJson.text(disk, "managedDisk.diskEncryptionSet.id").ifPresent(result::add));
    return result;
  }

  /** The name of a disk that is made with its machine ends in its uniqueId. */
  static String diskName(ResourceId machine, int index, String uniqueId) {
    var middle = index == 1 ? "_OsDisk_1_" : "_disk" + index + "_";
    return machine.name() + middle + uniqueId.replace("-", "");
  }

  /** The version of a machine, as of an HTTP header, quotes and all. */
  static String etag(int version) {
    return "\"" + version + "\"";
  }

  /** Raises the version of a machine that has changed. */
  static void countChange(ObjectNode machine) {
    var before = machine.path("etag").asText().replace("\"", "");
    machine.put("etag", etag(before.isEmpty() ? 2 : Integer.parseInt(before) + 1));
  }

  /** A machine as an accepting answer shows it. */
  static ObjectNode echo(ArmCall call, Resource machine) {
    var type = ComputeType.MACHINE;
    return MemberOrder.ordered(
        type, ApiVersions.shown(type, call.apiVersion(), machine.copy().body()));
  }

  static String newUniqueId() {
    return UUID.randomUUID().toString();
  }

  private static String lastInCapitals(String id) {
    int slash = id.lastIndexOf('/') + 1;
    return id.substring(0, slash) + id.substring(slash).toUpperCase(Locale.ROOT);
  }
}
