package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.identity.Identities;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Says what a new or changed disk encryption set will be, once its operation has ended. */
final class EncryptionSetModel {

  private static final List<String> WRITABLE =
      List.of(
          "activeKey", "encryptionType", "rotationToLatestKeyVersionEnabled", "federatedClientId");

  private EncryptionSetModel() {}

  static Resource planned(
      ResourceId id, String location, ObjectNode body, Optional<Resource> existing) {
    var result =
        existing
            .map(Resource::copy)
            .orElseGet(() -> new Resource(id, ArmJson.object(), Optional.empty()));
    var head = result.body();
    head.put("name", id.name()).put("id", id.toString());
    head.put("type", "Microsoft.Compute/diskEncryptionSets").put("location", location);
    if (body.get("tags") instanceof ObjectNode tags) {
      head.remove("tags");
      if (!tags.isEmpty()) {
        head.set("tags", tags.deepCopy());
      }
    }
    if (body.has("identity")) {
      identity(id, body.get("identity"))
          .ifPresentOrElse(
              identity -> head.set("identity", identity), () -> head.remove("identity"));
    }
    var properties = result.properties();
    properties.setAll(onlyWritable(body));
    if (!properties.has("encryptionType")) {
      properties.put("encryptionType", "EncryptionAtRestWithCustomerKey");
    }
    properties.put("provisioningState", "Succeeded");
    return result;
  }

  private static Optional<ObjectNode> identity(ResourceId id, JsonNode asked) {
    var type = asked.path("type").asText("None");
    if (type.equalsIgnoreCase("None")) {
      return Optional.empty();
    }
    var identity = ArmJson.object().put("type", type);
    if (type.contains("SystemAssigned")) {
      identity
          .put(
              "principalId",
              UUID.nameUUIDFromBytes(id.key().getBytes(StandardCharsets.UTF_8)).toString())
          .put("tenantId", Identities.TENANT);
    }
    if (asked.get("userAssignedIdentities") instanceof ObjectNode users) {
      var known = identity.putObject("userAssignedIdentities");
      users
          .properties()
          .forEach(
              user ->
                  known
                      .putObject(user.getKey())
                      .put("principalId", named("principal:" + user.getKey()))
                      .put("clientId", named("client:" + user.getKey())));
    }
    return Optional.of(identity);
  }

  private static String named(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  static ObjectNode onlyWritable(ObjectNode body) {
    var result = ArmJson.object();
    WRITABLE.stream()
        .filter(name -> body.path("properties").hasNonNull(name))
        .forEach(name -> result.set(name, ArmJson.at(body, "properties." + name).deepCopy()));
    return result;
  }
}
