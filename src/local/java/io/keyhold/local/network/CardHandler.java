package io.keyhold.local.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.arm.Answers;
import io.keyhold.local.arm.ArmCall;
import io.keyhold.local.arm.ArmFailure;
import io.keyhold.local.arm.ArmJson;
import io.keyhold.local.arm.Kernel;
import io.keyhold.local.arm.Locations;
import io.keyhold.local.arm.Operation;
import io.keyhold.local.http.Response;
import java.util.Optional;

/** Calls on one network interface. */
final class CardHandler {

  private static final String RIGHT = "Microsoft.Network/networkInterfaces/";

  /** Seconds that the answer to a DELETE asks for; that to a PUT asks for none. */
  private static final int RETRY_AFTER = 10;

  private final Kernel kernel;
  private final Items items;
  private final CardModel model;

  CardHandler(Kernel kernel, Items items, VirtualNetworks networks) {
    this.kernel = kernel;
    this.items = items;
    this.model = new CardModel(items, networks);
  }

  Response answer(ArmCall call, NetworkId id) {
    return switch (call.method()) {
      case "GET" -> {
        call.demand(RIGHT + "read");
        yield shown(200, found(id));
      }
      case "PUT" -> put(call, id);
      case "PATCH" -> patch(call, id);
      case "DELETE" -> {
        call.demand(RIGHT + "delete");
        yield items.find(id).map(card -> delete(call, card)).orElse(Response.empty(204));
      }
      default -> throw ArmFailure.noSuchMethod(call);
    };
  }

  private Item found(NetworkId id) {
    return items.find(id).orElseThrow(() -> ArmFailure.unknown(id.path(), id.group()));
  }

  private Response put(ArmCall call, NetworkId id) {
    var body = call.body();
    call.demand(RIGHT + "write");
    demandLinked(call, body);
    var location = Locations.of(body);
    var existing = items.find(id);
    existing.ifPresent(
        card -> Locations.checkSame(id.name(), id.group(), card.location(), location));
    if (body.path("properties").path("ipConfigurations").isEmpty()) {
      // Not recorded.
      throw ArmFailure.network(400, "InvalidRequestFormat", "Cannot parse the request.");
    }
    var card = model.made(id, location, body, existing);
    items.put(card);
    var operation =
        kernel.operation(call, id.toString(), location, () -> {}, () -> mark(id, "Failed"));
    return polled(call, operation, shown(existing.isPresent() ? 200 : 201, card))
        .with("Azure-AsyncNotification", "Enabled")
        .fact("resource", id.toString());
  }

  private static void demandLinked(ArmCall call, ObjectNode body) {
    var properties = body.path("properties");
    IpConfigurations.of(properties)
        .map(IpConfigurations::subnetOf)
        .filter(subnet -> !subnet.isEmpty())
        .forEach(
            subnet ->
                call.demandLinked(
                    RIGHT + "write",
                    "Microsoft.Network/virtualNetworks/subnets/join/action",
                    subnet));
    IpConfigurations.references(properties)
        .forEach(
            other ->
                NetworkId.parse(other)
                    .ifPresent(
                        id ->
                            call.demandLinked(
                                RIGHT + "write",
                                "Microsoft.Network/" + id.type() + "/join/action",
                                other)));
  }

  /** Only tags can be patched. */
  private Response patch(ArmCall call, NetworkId id) {
    call.demand(RIGHT + "write");
    var card = found(id).copy();
    Optional.ofNullable(call.body().get("tags"))
        .ifPresent(tags -> card.body().set("tags", tags.deepCopy()));
    card.body().put("etag", Item.newEtag());
    items.put(card);
    return shown(200, card);
  }

  private Response delete(ArmCall call, Item card) {
    var id = card.id();
    ArmJson.text(card.body(), "properties.virtualMachine.id")
        .ifPresent(
            machine -> {
              throw CardModel.inUse(card, machine);
            });
    mark(id, "Deleting");
    var operation =
        kernel.operation(
            call, id.toString(), card.location(), () -> items.remove(id), () -> mark(id, "Failed"));
    var accepted = polled(call, operation, Response.empty(202));
    return kernel
        .retryAfter(accepted, RETRY_AFTER)
        .with("Location", kernel.link(call, operation.path("operationResults")))
        .with("Azure-AsyncNotification", "Enabled")
        .fact("resource", id.toString());
  }

  private void mark(NetworkId id, String state) {
    items
        .find(id)
        .map(Item::copy)
        .ifPresent(
            card -> {
              card.properties().put("provisioningState", state);
              items.put(card);
            });
  }

  private Response polled(ArmCall call, Operation operation, Response response) {
    return response
        .with("Azure-AsyncOperation", kernel.link(call, operation.path()))
        .with("x-ms-request-id", operation.id());
  }

  static Response shown(int status, Item item) {
    return Answers.json(status, item.copy().body()).with("ETag", item.etag());
  }
}
