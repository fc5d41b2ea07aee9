package io.keyhold.local.network;

import io.keyhold.local.arm.Answers;
import io.keyhold.local.arm.ArmCall;
import io.keyhold.local.arm.ArmFailure;
import io.keyhold.local.arm.ArmJson;
import io.keyhold.local.arm.Kernel;
import io.keyhold.local.arm.Page;
import io.keyhold.local.arm.ResourceProvider;
import io.keyhold.local.http.Response;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Microsoft.Network: leads a call to what answers it. Its answers tell of no rate limit. */
final class NetworkProvider implements ResourceProvider {

  private static final String NAMESPACE = "Microsoft.Network/";

  private final Kernel kernel;
  private final Items items;
  private final VirtualNetworks networks;
  private final CardHandler cards;

  NetworkProvider(Kernel kernel, Items items, VirtualNetworks networks) {
    this.kernel = kernel;
    this.items = items;
    this.networks = networks;
    this.cards = new CardHandler(kernel, items, networks);
  }

  @Override
  public Response answer(ArmCall call) {
    return kernel
        .alone(() -> led(call))
        .with("x-ms-arm-service-request-id", UUID.randomUUID().toString());
  }

  private Response led(ArmCall call) {
    var type = call.path().segment(0).toLowerCase(Locale.ROOT);
    return switch (type) {
      case "locations" -> location(call);
      case "networkinterfaces", "virtualnetworks", "networksecuritygroups", "publicipaddresses" ->
          call.path().rest().size() == 1 ? list(call) : resource(call, type);
      default -> throw ArmFailure.noSuchType(call);
    };
  }

  private Response location(ArmCall call) {
    demandGet(call);
    var path = call.path();
    if (path.rest().size() == 4
        && path.segment(2).toLowerCase(Locale.ROOT).startsWith("operation")) {
      return new NetworkPolling(kernel).answer(call);
    }
    if (path.rest().size() == 3 && path.segment(2).equalsIgnoreCase("usages")) {
      call.demand(NAMESPACE + "locations/usages/read");
      return Answers.json(200, new NetworkUsages(items).of(path.subscription(), path.segment(1)));
    }
    throw ArmFailure.noSuchType(call);
  }

  private Response list(ArmCall call) {
    demandGet(call);
    var type = call.path().segment(0);
    call.demand(NAMESPACE + type + "/read");
    return new Page(kernel.options().pageSize())
        .of(
            call,
            items.all(type, call.path().subscription(), call.path().group()),
            item -> item.id().key(),
            networks::shown);
  }

  private Response resource(ArmCall call, String type) {
    var path = call.path();
    var group = path.group().orElseThrow(() -> ArmFailure.noSuchType(call));
    var id = NetworkId.of(path.subscription(), group, path.segment(0), path.segment(1));
    int depth = path.rest().size();
    if (type.equals("networkinterfaces") && depth == 2) {
      return cards.answer(call, id);
    }
    demandGet(call);
    if (depth == 2) {
      call.demand(NAMESPACE + path.segment(0) + "/read");
      var found = known(id);
      return Answers.json(200, networks.shown(found)).with("ETag", found.etag());
    }
    if (type.equals("virtualnetworks") && path.segment(2).equalsIgnoreCase("subnets")) {
      call.demand(NAMESPACE + "virtualNetworks/subnets/read");
      return depth == 3 ? subnets(known(id)) : subnet(known(id), path.segment(3));
    }
    throw ArmFailure.noSuchType(call);
  }

  private Item known(NetworkId id) {
    return items.find(id).orElseThrow(() -> ArmFailure.unknown(id.path(), id.group()));
  }

  private Response subnet(Item network, String name) {
    var subnet =
        networks
            .shown(network, name)
            .orElseThrow(
                () ->
                    ArmFailure.network(
                        404,
                        "NotFound",
                        "Resource "
                            + network.id().withSubnet(Optional.of(name))
                            + " was not found."));
    return Answers.json(200, subnet).with("ETag", subnet.path("etag").asText());
  }

  private Response subnets(Item network) {
    var body = ArmJson.object();
    body.set("value", networks.shown(network).path("properties").path("subnets"));
    return Answers.json(200, body);
  }

  private static void demandGet(ArmCall call) {
    if (!call.method().equals("GET")) {
      throw ArmFailure.noSuchMethod(call);
    }
  }
}
