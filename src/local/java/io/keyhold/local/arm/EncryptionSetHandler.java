package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.http.Response;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Disk encryption sets. A set is accepted before, and stays after, its identity can use the key.
 */
final class EncryptionSetHandler implements Handler {

  private static final String KEY_URL = "activeKey.keyUrl";

  private final Kernel kernel;

  EncryptionSetHandler(Kernel kernel) {
    this.kernel = kernel;
  }

  @Override
  public RatePolicy policy(ArmCall call) {
    return switch (call.method()) {
      case "PUT" -> RatePolicy.WRITE_SET;
      case "PATCH" -> call.body().has("properties") ? RatePolicy.UNTOLD : RatePolicy.WRITE_SET;
      case "DELETE" -> RatePolicy.DELETE_SET;
      default -> call.path().rest().size() > 2 ? RatePolicy.UNTOLD : RatePolicy.GET_DISK;
    };
  }

  @Override
  public Response put(ArmCall call, ResourceId id) {
    var existing = kernel.store().find(id);
    var body = call.body();
    var location = Write.location(body, id, existing);
    if (ArmJson.text(body, "properties.activeKey.keyUrl").isEmpty()) {
      throw ArmFailure.missingParameter("diskEncryptionSet.properties.activeKey.keyUrl");
    }
    var planned = EncryptionSetModel.planned(id, location, body, existing);
    // The accepting answer of a set has neither id nor type, and a name only if one was sent.
    var echo = ArmJson.object();
    Optional.ofNullable(body.get("name")).ifPresent(name -> echo.set("name", name));
    echo.put("location", location);
    Stream.of("tags", "identity")
        .filter(body::has)
        .forEach(name -> echo.set(name, body.get(name).deepCopy()));
    var echoed = EncryptionSetModel.onlyWritable(body);
    echo.set("properties", echoed.put("provisioningState", "Updating"));
    return accepted(call, planned, existing, MemberOrder.ordered(id.type(), echo));
  }

  @Override
  public Response patch(ArmCall call, ResourceId id) {
    var existing = kernel.store().get(id, call.now());
    var echo = shown(call, existing);
    ArmJson.in(echo, "properties").put("provisioningState", "Updating");
    var body = call.body();
    body.put("location", existing.location());
    var planned = EncryptionSetModel.planned(id, existing.location(), body, Optional.of(existing));
    checkKeyChange(call, existing, planned);
    return accepted(call, planned, Optional.of(existing), echo);
  }

  private static void checkKeyChange(ArmCall call, Resource before, Resource planned) {
    if (!ApiVersions.changesKeys(call.apiVersion())
        && !KeyUrls.same(before.property(KEY_URL), planned.property(KEY_URL))) {
      throw ArmFailure.notAllowed(
          "Key rotation in disk encryption set is not supported in this version. Cannot change"
              + " active key with "
              + key(before)
              + " to a new key with "
              + key(planned));
    }
  }

  private static String key(Resource set) {
    return "key '"
        + set.property(KEY_URL).map(KeyUrls::withoutPort).orElse("")
        + "' and vault id '"
        + set.property("activeKey.sourceVault.id").orElse("")
        + "'";
  }

  private Response accepted(
      ArmCall call, Resource planned, Optional<Resource> existing, ObjectNode echo) {
    var updating = existing.orElse(planned).copy();
    updating.properties().put("provisioningState", "Updating");
    kernel.store().put(updating);
    var operation =
        kernel.diskOperation(
            call,
            planned.id(),
            planned.location(),
            () -> {
              kernel.store().put(planned);
              return Optional.<JsonNode>of(shown(call, planned));
            });
    return kernel
        .accepted(call, operation, Optional.of(echo), Optional.empty())
        .fact("resource", planned.id().toString());
  }

  @Override
  public Response delete(ArmCall call, Resource resource) {
    if (users(resource).findAny().isPresent()) {
      // Not recorded; Azure refuses to delete a set that is in use.
      throw ArmFailure.notAllowed(
          "Disk encryption set " + resource.id().name() + " is in use and cannot be deleted.");
    }
    var operation =
        kernel.diskOperation(
            call,
            resource.id(),
            resource.location(),
            () -> {
              kernel.store().remove(resource.id(), kernel.clock().instant());
              return Optional.<JsonNode>empty();
            });
    return kernel
        .accepted(call, operation, Optional.empty(), Optional.empty())
        .fact("resource", resource.id().toString());
  }

  @Override
  public Response act(ArmCall call, Resource resource, String action) {
    throw Handler.unsupported(call);
  }

  /** associatedResources: plain ids, group and name in capitals. */
  @Override
  public Response beneath(ArmCall call, Resource resource) {
    if (!call.path().segment(2).equalsIgnoreCase("associatedResources")) {
      throw Handler.unsupported(call);
    }
    var body = ArmJson.object();
    var value = body.putArray("value");
    users(resource).forEach(user -> value.add(user.id().inCapitals()));
    return Answers.json(200, body);
  }

  private Stream<Resource> users(Resource set) {
    return Stream.of(ComputeType.DISK, ComputeType.SNAPSHOT)
        .flatMap(type -> kernel.store().all(type).stream())
        .filter(
            user ->
                user.property("encryption.diskEncryptionSetId")
                    .flatMap(ResourceId::parse)
                    .filter(named -> named.key().equals(set.id().key()))
                    .isPresent());
  }

  @Override
  public ObjectNode shown(ArmCall call, Resource resource) {
    var type = ComputeType.ENCRYPTION_SET;
    return MemberOrder.ordered(
        type, ApiVersions.shown(type, call.apiVersion(), resource.copy().body()));
  }
}
