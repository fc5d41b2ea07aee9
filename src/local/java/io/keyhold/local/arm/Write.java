package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A PUT or PATCH of a disk or snapshot, read.
 *
 * @param body the request's own body
 * @param existing the resource as it was before
 * @param properties the members that count
 */
record Write(
    ArmCall call,
    ResourceId id,
    ObjectNode body,
    Optional<Resource> existing,
    String location,
    String sku,
    ObjectNode properties) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][\\w.-]{0,79}(?<![-.])");

  static Write put(ArmCall call, ResourceId id, Optional<Resource> existing) {
    var body = call.body();
    if (!NAME.matcher(id.name()).matches()) {
      throw ArmFailure.invalidParameter(
          "The entity name '"
              + id.name()
              + "' is invalid according to its validation rule:"
              + " ^[^_\\W][\\w-._]{0,79}(?<![-.])$.",
          id.type() == ComputeType.DISK ? "disk.name" : "snapshot.name");
    }
    var location = location(body, id, existing);
    var properties = body.get("properties") instanceof ObjectNode found ? found : ArmJson.object();
    boolean incremental = properties.path("incremental").asBoolean();
    var sku =
        ArmJson.text(body, "sku.name")
            .or(() -> existing.flatMap(before -> ArmJson.text(before.body(), "sku.name")))
            .orElseGet(() -> Skus.defaultFor(incremental, location));
    return new Write(call, id, body, existing, location, sku, DiskShape.settable(properties, sku));
  }

  static Write patch(ArmCall call, Resource existing) {
    var body = call.body();
    var properties = body.get("properties") instanceof ObjectNode found ? found : ArmJson.object();
    var sku =
        ArmJson.text(body, "sku.name")
            .or(() -> ArmJson.text(existing.body(), "sku.name"))
            .orElse("Standard_LRS");
    return new Write(
        call,
        existing.id(),
        body,
        Optional.of(existing),
        existing.location(),
        sku,
        DiskShape.settable(properties, sku));
  }

  /** The location, as the provider writes it; a resource cannot change it. */
  static String location(ObjectNode body, ResourceId id, Optional<Resource> existing) {
    var location = Locations.of(body);
    existing
        .map(Resource::location)
        .ifPresent(before -> Locations.checkSame(id.name(), id.group(), before, location));
    return location;
  }

  boolean incremental() {
    return properties.path("incremental").asBoolean()
        || existing.filter(one -> one.properties().path("incremental").asBoolean()).isPresent();
  }

  /** The head of the resource, without sku and properties. */
  ObjectNode head() {
    var head =
        ArmJson.object()
            .put("name", id.name())
            .put("id", id.toString())
            .put("type", "Microsoft.Compute/" + id.type().wireName())
            .put("location", location);
    if (body.get("tags") instanceof ObjectNode tags) {
      head.set("tags", tags.deepCopy());
    }
    if (body.path("zones").isArray()) {
      head.set("zones", body.get("zones").deepCopy());
    }
    return head;
  }

  /** The accepting answer: the request again, never the state that will be. */
  ObjectNode echo(ObjectNode creationData) {
    var echo = head();
    if (body.get("sku") instanceof ObjectNode given) {
      echo.set("sku", given.deepCopy());
    } else {
      existing.ifPresent(before -> echo.set("sku", before.body().get("sku").deepCopy()));
    }
    var echoed = properties.deepCopy();
    echoed.set("creationData", creationData);
    echo.set("properties", echoed.put("provisioningState", "Updating"));
    return MemberOrder.ordered(id.type(), echo);
  }
}
