package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.http.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The extensions of a machine. They are installed in it only in so far as the model says so. */
final class Extensions {

  private static final int RETRY_AFTER = 10;

  private static final List<String> ORDER =
      List.of(
          "autoUpgradeMinorVersion",
          "provisioningState",
          "enableAutomaticUpgrade",
          "publisher",
          "type",
          "typeHandlerVersion",
          "settings");

  private final Kernel kernel;
  private final Guests guests;
  private final InstanceView views;

  Extensions(Kernel kernel, Guests guests, InstanceView views) {
    this.kernel = kernel;
    this.guests = guests;
    this.views = views;
  }

  Response read(ArmCall call, Resource machine) {
    var name = call.path().segment(3);
    return Answers.json(200, name.isEmpty() ? list(machine) : shown(call, machine, name));
  }

  private static ObjectNode list(Resource machine) {
    var body = ArmJson.object();
    var value = body.putArray("value");
    machine
        .body()
        .path("resources")
        .forEach(extension -> value.add(ordered((ObjectNode) extension.deepCopy())));
    return body;
  }

  private ObjectNode shown(ArmCall call, Resource machine, String name) {
    var extension = find(machine, name).orElseThrow(() -> unknown(machine, name));
    var result = ordered((ObjectNode) extension.deepCopy());
    if (call.expands("instanceView")) {
      views
          .extensionView(extension, guests.of(machine.id()))
          .ifPresent(view -> ArmJson.in(result, "properties").set("instanceView", view));
    }
    return result;
  }

  Response write(ArmCall call, Resource machine) {
    if (!guests.of(machine.id()).running()) {
      throw ArmFailure.notAllowed("Cannot modify extensions in the VM when the VM is not running.");
    }
    var name = call.path().segment(3);
    var before = find(machine, name);
    return switch (call.method()) {
      case "PUT" -> put(call, machine, name, before.isPresent() ? 200 : 201);
      case "PATCH" -> {
        if (before.isEmpty()) {
          throw unknown(machine, name);
        }
        yield put(call, machine, name, 200);
      }
      default -> before.isPresent() ? delete(call, machine, name) : Response.empty(204);
    };
  }

  private Response put(ArmCall call, Resource machine, String name, int status) {
    var body = call.body();
    var extension =
        find(machine, name).map(ObjectNode::deepCopy).orElseGet(() -> made(machine, name));
    Optional.ofNullable(body.get("tags")).ifPresent(tags -> extension.set("tags", tags.deepCopy()));
    if (body.get("properties") instanceof ObjectNode given) {
      var kept = given.deepCopy();
      kept.remove("protectedSettings");
      ArmJson.in(extension, "properties").setAll(kept);
    }
    var end = extension.deepCopy();
    ArmJson.in(extension, "properties")
        .put("provisioningState", status == 201 ? "Creating" : "Updating");
    change(machine.id(), list -> replace(list, extension));
    ArmJson.in(end, "properties").put("provisioningState", "Succeeded");
    var operation =
        kernel.machineOperation(
            call,
            machine.id(),
            machine.location(),
            () -> finish(machine.id(), list -> replace(list, end)),
            Optional.empty());
    return kernel
        .created(call, operation, status, Optional.of(ordered(extension)), Optional.of(RETRY_AFTER))
        .with("Azure-AsyncNotification", "Enabled")
        .fact("resource", machine.id() + "/extensions/" + name);
  }

  private Response delete(ArmCall call, Resource machine, String name) {
    var operation =
        kernel.machineOperation(
            call,
            machine.id(),
            machine.location(),
            () -> finish(machine.id(), list -> remove(list, name)),
            Optional.empty());
    return kernel
        .accepted(call, operation, Optional.empty(), Optional.of(RETRY_AFTER))
        .with("Azure-AsyncNotification", "Enabled")
        .fact("resource", machine.id() + "/extensions/" + name);
  }

  private void finish(ResourceId machine, Consumer<ArrayNode> change) {
    change(machine, change);
    kernel.store().find(machine).ifPresent(now -> MachineModel.countChange(now.body()));
  }

  private void change(ResourceId machine, Consumer<ArrayNode> change) {
    kernel
        .store()
        .find(machine)
        .map(Resource::copy)
        .ifPresent(
            now -> {
              change.accept(now.body().withArray("resources"));
              if (now.body().path("resources").isEmpty()) {
                now.body().remove("resources");
              }
              kernel.store().put(now);
            });
  }

  private static void replace(ArrayNode list, ObjectNode extension) {
    remove(list, extension.path("name").asText());
    list.add(extension);
  }

  private static void remove(ArrayNode list, String name) {
    for (int i = list.size() - 1; i >= 0; i--) {
      if (list.get(i).path("name").asText().equalsIgnoreCase(name)) {
        list.remove(i);
      }
    }
  }

  /** The order in which the members of an extension are written. */
  static ObjectNode ordered(ObjectNode extension) {
    if (extension.get("properties") instanceof ObjectNode given) {
      var properties = ArmJson.object();
      for (var name : ORDER) {
        Optional.ofNullable(given.get(name)).ifPresent(value -> properties.set(name, value));
      }
      given.properties().stream()
          .filter(member -> !properties.has(member.getKey()))
          .forEach(member -> properties.set(member.getKey(), member.getValue()));
      extension.set("properties", properties);
    }
    return extension;
  }

  private static ObjectNode made(Resource machine, String name) {
    var extension = ArmJson.object().put("name", name);
    extension.put("id", machine.id() + "/extensions/" + name);
    extension.put("type", "Microsoft.Compute/virtualMachines/extensions");
    return extension.put("location", machine.location());
  }

  private static Optional<ObjectNode> find(Resource machine, String name) {
    for (JsonNode extension : machine.body().path("resources")) {
      if (extension.path("name").asText().equalsIgnoreCase(name)) {
        return Optional.of((ObjectNode) extension);
      }
    }
    return Optional.empty();
  }

  private static ArmFailure unknown(Resource machine, String name) {
    return ArmFailure.unknown(machine.id(), Optional.of("extensions/" + name));
  }
}
