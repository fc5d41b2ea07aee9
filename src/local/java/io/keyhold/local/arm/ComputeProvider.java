package io.keyhold.local.arm;

import io.keyhold.local.capacity.Capacity;
import io.keyhold.local.http.Response;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Microsoft.Compute: leads a call to its resource type, and answers what all types share. */
final class ComputeProvider implements ResourceProvider {

  private static final String NAMESPACE = "Microsoft.Compute/";

  private final Kernel kernel;
  private final Capacity capacity;
  private final Map<ComputeType, Handler> handlers = new EnumMap<>(ComputeType.class);

  ComputeProvider(
      Kernel kernel, Guests guests, Grants grants, Capacity capacity, NetworkCards cards) {
    this.kernel = kernel;
    this.capacity = capacity;
    handlers.put(ComputeType.DISK, new DiskHandler(kernel, ComputeType.DISK, grants));
    handlers.put(ComputeType.SNAPSHOT, new DiskHandler(kernel, ComputeType.SNAPSHOT, grants));
    handlers.put(ComputeType.ENCRYPTION_SET, new EncryptionSetHandler(kernel));
    handlers.put(ComputeType.MACHINE, new MachineHandler(kernel, guests, grants, capacity, cards));
  }

  @Override
  public RatePolicy policy(ArmCall call) {
    if (isOperation(call)) {
      return call.path().segment(2).equalsIgnoreCase("DiskOperations")
          ? RatePolicy.POLL_DISK
          : RatePolicy.POLL_MACHINE;
    }
    if (CapacityCalls.fits(call)) {
      return RatePolicy.SUBSCRIPTION_INFO;
    }
    if (call.path().rest().size() == 1) {
      return RatePolicy.LIST;
    }
    return ComputeType.named(call.path().segment(0))
        .map(type -> handlers.get(type).policy(call))
        .orElse(RatePolicy.UNTOLD);
  }

  @Override
  public Response answer(ArmCall call) {
    return kernel.alone(
        () -> {
          if (isOperation(call)) {
            return new Polling(kernel).answer(call);
          }
          if (CapacityCalls.fits(call)) {
            return new CapacityCalls(kernel, capacity).answer(call);
          }
          var type =
              ComputeType.named(call.path().segment(0))
                  .orElseThrow(() -> Handler.unsupported(call));
          return switch (call.path().rest().size()) {
            case 1 -> list(call, type);
            case 2 -> resource(call, type);
            default -> beneath(call, type);
          };
        });
  }

  private static boolean isOperation(ArmCall call) {
    return call.path().rest().size() == 4
        && call.path().group().isEmpty()
        && call.path().segment(0).equalsIgnoreCase("locations")
        && call.path().segment(2).toLowerCase(Locale.ROOT).endsWith("operations");
  }

  private Response list(ArmCall call, ComputeType type) {
    demandMethod(call, "GET");
    call.demand(NAMESPACE + type.wireName() + "/read");
    var subscription = call.path().subscription();
    var found =
        call.path()
            .group()
            .map(group -> kernel.store().inGroup(type, subscription, group))
            .orElseGet(() -> kernel.store().inSubscription(type, subscription));
    var handler = handlers.get(type);
    return new Page(kernel.options().pageSize())
        .of(call, found, resource -> handler.listed(call, resource));
  }

  private Response resource(ArmCall call, ComputeType type) {
    var id = id(call, type);
    var handler = handlers.get(type);
    var right = NAMESPACE + type.wireName();
    return switch (call.method()) {
      case "GET" -> {
        call.demand(right + "/read");
        yield Answers.json(200, handler.shown(call, kernel.store().get(id, call.now())))
            .fact("resource", id.toString());
      }
      case "PUT" -> {
        call.demand(right + "/write");
        Zones.check(call, id);
        yield handler.put(call, id);
      }
      case "PATCH" -> {
        call.demand(right + "/write");
        kernel.store().get(id, call.now());
        yield handler.patch(call, id);
      }
      case "DELETE" -> {
        call.demand(right + "/delete");
        yield kernel
            .store()
            .find(id)
            .map(resource -> handler.delete(call, resource))
            .orElseGet(() -> Response.empty(204));
      }
      default -> throw notAllowed(call);
    };
  }

  private Response beneath(ArmCall call, ComputeType type) {
    var id = id(call, type);
    var handler = handlers.get(type);
    var right = NAMESPACE + type.wireName() + "/" + call.path().segment(2);
    return switch (call.method()) {
      case "GET" -> {
        call.demand(right + "/read");
        yield handler.beneath(call, kernel.store().get(id, call.now()));
      }
      case "POST" -> {
        call.demand(right + "/action");
        yield handler.act(call, kernel.store().get(id, call.now()), call.path().segment(2));
      }
      case "PUT", "PATCH", "DELETE" -> {
        call.demand(right + (call.method().equals("DELETE") ? "/delete" : "/write"));
        yield handler.write(call, kernel.store().get(id, call.now()));
      }
      default -> throw notAllowed(call);
    };
  }

  private static ResourceId id(ArmCall call, ComputeType type) {
    var path = call.path();
    var group = path.group().orElseThrow(() -> Handler.unsupported(call));
    return new ResourceId(path.subscription(), group, type, path.segment(1));
  }

  static void demandMethod(ArmCall call, String method) {
    if (!call.method().equals(method)) {
      throw notAllowed(call);
    }
  }

  private static ArmFailure notAllowed(ArmCall call) {
    return ArmFailure.noSuchMethod(call);
  }
}
