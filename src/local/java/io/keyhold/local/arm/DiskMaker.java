package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;

/** Says what a new or changed disk or snapshot will be, once its operation has ended. */
final class DiskMaker {

  private static final long GIB = 1L << 30;
  private static final long GUEST_STATE = 2L << 20;

  private final Kernel kernel;
  private final Sources sources;

  DiskMaker(Kernel kernel, Sources sources) {
    this.kernel = kernel;
    this.sources = sources;
  }

  Resource made(
      Write write, CreationData creation, Optional<Resource> set, Optional<Resource> from) {
    var id = write.id();
    var now = kernel.clock().instant();
    var properties = ArmJson.object();
    from.ifPresent(source -> DiskShape.inherit(properties, source));
    properties.setAll(write.properties());
    properties.set("creationData", creation.finished(from));
    var content = content(write, from);
    properties.put("diskSizeGB", content.size() / GIB);
    var sameRegion = from.filter(source -> source.location().equals(write.location()));
    properties.set("encryption", EncryptionRules.finished(write.properties(), set, sameRegion));
    defaults(properties);
    properties
        .put("timeCreated", ArmJson.time(now))
        .put("provisioningState", "Succeeded")
        .put("diskState", "Unattached")
        .put("diskSizeBytes", content.size() + guestState(id, properties))
        .put("uniqueId", UUID.randomUUID().toString());
    if (id.type() == ComputeType.SNAPSHOT) {
      properties.put("incremental", write.incremental());
      if (write.incremental()) {
        properties.put("incrementalSnapshotFamilyId", sources.family(write, creation, from));
      }
    } else {
      Skus.performance(properties, write.sku());
    }
    var body = write.head();
    body.set("sku", Skus.full(write.sku()));
    body.set("properties", properties);
    return new Resource(id, body, Optional.of(content));
  }

  /**
   * A snapshot of a Trusted Launch disk counts 2 MiB of guest state with its bytes, which no SAS
   * gives out.
   */
  private static long guestState(ResourceId id, ObjectNode properties) {
    boolean trusted =
        ArmJson.text(properties, "securityProfile.securityType")
            .filter("TrustedLaunch"::equals)
            .isPresent();
    return id.type() == ComputeType.SNAPSHOT && trusted ? GUEST_STATE : 0;
  }

  Resource changed(Write write, Optional<Resource> set) {
    var before = write.existing().orElseThrow();
    var result = before.copy();
    var properties = result.properties();
    var wanted = write.properties().deepCopy();
    wanted.remove("creationData");
    wanted.remove("encryption");
    properties.setAll(wanted);
    if (write.properties().has("encryption")) {
      properties.set(
          "encryption", EncryptionRules.finished(write.properties(), set, Optional.empty()));
    }
    if (write.call().method().equals("PUT") || write.body().has("tags")) {
      result.body().remove("tags");
      Optional.ofNullable(write.head().get("tags"))
          .ifPresent(tags -> result.body().set("tags", tags));
    }
    result.body().set("sku", Skus.full(write.sku()));
    properties.put("provisioningState", "Succeeded");
    if (write.id().type() == ComputeType.DISK) {
      Skus.performance(properties, write.sku());
    }
    return resized(result, before);
  }

  private Resource resized(Resource result, Resource before) {
    var content = before.content().orElseThrow();
    long wanted = result.properties().path("diskSizeGB").asLong() * GIB;
    if (wanted < content.size()) {
      throw ArmFailure.invalidParameter("Disk size reduction is not supported.", "diskSizeGB");
    }
    result.properties().put("diskSizeBytes", wanted + guestState(result.id(), result.properties()));
    return wanted == content.size() ? result : result.with(content.copy(kernel.newFile(), wanted));
  }

  private Content content(Write write, Optional<Resource> from) {
    long asked = write.properties().path("diskSizeGB").asLong() * GIB;
    var existing = from.flatMap(Resource::content);
    if (existing.isEmpty()) {
      if (asked <= 0) {
        throw ArmFailure.missingParameter(noun(write.id()) + ".diskSizeGB");
      }
      return Content.blank(kernel.newFile(), asked);
    }
    var content = existing.get();
    if (asked > 0 && asked < content.size()) {
      throw ArmFailure.invalidParameter(
          "Disk size must not be smaller than the size of its source.", "diskSizeGB");
    }
    return asked > content.size() ? content.copy(kernel.newFile(), asked) : content;
  }

  private static void defaults(ObjectNode properties) {
    if (!properties.has("networkAccessPolicy")) {
      properties.put("networkAccessPolicy", "AllowAll");
    }
    if (!properties.has("publicNetworkAccess")) {
      properties.put("publicNetworkAccess", "Enabled");
    }
  }

  static String noun(ResourceId id) {
    return id.type() == ComputeType.DISK ? "disk" : "snapshot";
  }
}
