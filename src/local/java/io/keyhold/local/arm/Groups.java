package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.http.Response;
import io.keyhold.local.identity.Identities;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Resource groups. Unless ARM is strict about them, every group is there as soon as it is named.
 */
final class Groups implements ResourceProvider {

  private static final String RIGHT = "Microsoft.Resources/subscriptions/resourceGroups/";

  private final Map<String, ObjectNode> groups = new ConcurrentSkipListMap<>();
  private final boolean strict;

  Groups(boolean strict) {
    this.strict = strict;
  }

  /** Refuses a call in a group that does not exist. */
  void check(ArmPath path) {
    path.group()
        .filter(group -> strict && !groups.containsKey(key(path.subscription(), group)))
        .ifPresent(
            group -> {
              throw missing(group);
            });
  }

  ObjectNode put(String subscription, String group, String location) {
    return put(subscription, group, location, Optional.empty());
  }

  private ObjectNode put(
      String subscription, String group, String location, Optional<JsonNode> tags) {
    var body =
        ArmJson.object()
            .put("id", "/subscriptions/" + subscription + "/resourceGroups/" + group)
            .put("name", group)
            .put("type", "Microsoft.Resources/resourceGroups")
            .put("location", location);
    tags.ifPresent(given -> body.set("tags", given.deepCopy()));
    body.putObject("properties").put("provisioningState", "Succeeded");
    groups.put(key(subscription, group), body);
    return body;
  }

  @Override
  public RatePolicy policy(ArmCall call) {
    return RatePolicy.UNTOLD;
  }

  @Override
  public Response answer(ArmCall call) {
    var path = call.path();
    var group = path.group().orElse("");
    return switch (call.method()) {
      case "GET" -> {
        call.demand(RIGHT + "read");
        if (path.rest().isEmpty() && group.isEmpty()) {
          yield Response.json(200, subscription(path.subscription()));
        }
        yield group.isEmpty() ? list(path.subscription()) : Response.json(200, get(call, group));
      }
      case "HEAD" -> {
        call.demand(RIGHT + "read");
        yield Response.empty(
            groups.containsKey(key(path.subscription(), group)) || !strict ? 204 : 404);
      }
      case "PUT" -> {
        call.demand(RIGHT + "write");
        boolean known = groups.containsKey(key(path.subscription(), group));
        var location =
            ArmJson.text(call.body(), "location")
                .orElseThrow(
                    () ->
                        ArmFailure.gateway(
                            400,
                            "LocationRequired",
                            "The location property is required for this definition."));
        var tags = Optional.ofNullable(call.body().get("tags"));
        yield Response.json(known ? 200 : 201, put(path.subscription(), group, location, tags));
      }
      default ->
          throw ArmFailure.gateway(
              405, "MethodNotAllowed", "Resource groups are read and made here, no more.");
    };
  }

  private static ObjectNode subscription(String id) {
    return ArmJson.object()
        .put("id", "/subscriptions/" + id)
        .put("subscriptionId", id)
        .put("tenantId", Identities.TENANT)
        .put("displayName", "Local")
        .put("state", "Enabled");
  }

  private Response list(String subscription) {
    var body = ArmJson.object();
    var value = body.putArray("value");
    var prefix = key(subscription, "");
    groups.forEach(
        (key, group) -> {
          if (key.startsWith(prefix)) {
            value.add(group);
          }
        });
    return Response.json(200, body);
  }

  private ObjectNode get(ArmCall call, String group) {
    var found = groups.get(key(call.path().subscription(), group));
    if (found != null) {
      return found;
    }
    if (strict) {
      throw missing(group);
    }
    return put(call.path().subscription(), group, "westeurope");
  }

  private static ArmFailure missing(String group) {
    return ArmFailure.gateway(
        404, "ResourceGroupNotFound", "Resource group '" + group + "' could not be found.");
  }

  private static String key(String subscription, String group) {
    return (subscription + "/" + group).toLowerCase(Locale.ROOT);
  }
}
