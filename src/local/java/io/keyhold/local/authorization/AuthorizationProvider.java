package io.keyhold.local.authorization;

import io.keyhold.local.arm.ArmCall;
import io.keyhold.local.arm.ArmFailure;
import io.keyhold.local.arm.ArmJson;
import io.keyhold.local.arm.ResourceProvider;
import io.keyhold.local.http.Response;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Microsoft.Authorization at any scope. Locks are written and deleted by rights alone: no lock
 * stands against taking a lock away.
 */
public final class AuthorizationProvider implements ResourceProvider {

  private static final String MARK = "/providers/microsoft.authorization/";
  private static final String RIGHT = "Microsoft.Authorization/";

  private final Locks locks;

  public AuthorizationProvider(Locks locks) {
    this.locks = locks;
  }

  /**
   * @param scope what stands before the provider
   * @param type locks or permissions, in small letters
   */
  private record Target(String scope, String type, Optional<String> name) {

    static Target of(ArmCall call) {
      // A client that names no parent writes two slashes.
      var path = call.request().path().replaceAll("/{2,}", "/");
      int at = path.toLowerCase(Locale.ROOT).lastIndexOf(MARK);
      var rest = List.of(path.substring(at + MARK.length()).split("/"));
      var name = rest.size() > 1 ? Optional.of(rest.get(1)) : Optional.<String>empty();
      return new Target(path.substring(0, at), rest.get(0).toLowerCase(Locale.ROOT), name);
    }
  }

  @Override
  public Response answer(ArmCall call) {
    var target = Target.of(call);
    return switch (target.type()) {
      case "locks" ->
          target
              .name()
              .map(name -> lock(call, target.scope(), name))
              .orElseGet(() -> list(call, target.scope()));
      case "permissions" -> permissions(call, target.scope());
      default -> throw ArmFailure.noSuchType(call);
    };
  }

  private Response list(ArmCall call, String scope) {
    demandGet(call);
    call.demandRight(RIGHT + "locks/read");
    boolean above =
        call.request().parameter("$filter").filter("atScope()"::equalsIgnoreCase).isPresent();
    var body = ArmJson.object();
    var value = body.putArray("value");
    locks.about(scope, !above).forEach(lock -> value.add(lock.body()));
    return Response.json(200, body);
  }

  private Response lock(ArmCall call, String scope, String name) {
    return switch (call.method()) {
      case "GET" -> {
        call.demandRight(RIGHT + "locks/read");
        yield locks
            .find(scope, name)
            .map(lock -> Response.json(200, lock.body()))
            .orElseThrow(
                () ->
                    ArmFailure.gateway(
                        404, "LockNotFound", "The lock '" + name + "' could not be found."));
      }
      case "PUT" -> {
        call.demandRight(RIGHT + "locks/write");
        boolean known = locks.find(scope, name).isPresent();
        var lock = lock(call, new Lock(scope, name, false, Optional.empty()));
        locks.put(lock);
        yield Response.json(known ? 200 : 201, lock.body());
      }
      case "DELETE" -> {
        call.demandRight(RIGHT + "locks/delete");
        var found = locks.find(scope, name);
        found.ifPresent(locks::remove);
        yield Response.empty(found.isPresent() ? 200 : 204);
      }
      default -> throw ArmFailure.noSuchMethod(call);
    };
  }

  private static Lock lock(ArmCall call, Lock fresh) {
    var body = call.body();
    var level = ArmJson.text(body, "properties.level").orElse("");
    if (!List.of("ReadOnly", "CanNotDelete").contains(level)) {
      // Not recorded.
      throw ArmFailure.gateway(
          400, "InvalidLockLevel", "The lock level '" + level + "' is not valid.");
    }
    return new Lock(
        fresh.scope(),
        fresh.name(),
        level.equals("ReadOnly"),
        ArmJson.text(body, "properties.notes"));
  }

  private static Response permissions(ArmCall call, String scope) {
    demandGet(call);
    call.demandRight(RIGHT + "permissions/read");
    var body = ArmJson.object();
    var value = body.putArray("value");
    for (var role : call.identity().rolesAt(scope)) {
      var entry = value.addObject();
      role.actions().forEach(entry.putArray("actions")::add);
      role.notActions().forEach(entry.putArray("notActions")::add);
      role.dataActions().forEach(entry.putArray("dataActions")::add);
      role.notDataActions().forEach(entry.putArray("notDataActions")::add);
    }
    return Response.json(200, body);
  }

  private static void demandGet(ArmCall call) {
    if (!call.method().equals("GET")) {
      throw ArmFailure.noSuchMethod(call);
    }
  }
}
