package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.http.Response;
import java.util.Locale;
import java.util.Optional;

/** Virtual machines, their power, their instance view and their extensions. */
final class MachineHandler implements Handler {

  private static final int RETRY_AFTER = 10;

  private final Kernel kernel;
  private final Guests guests;
  private final Grants grants;
  private final MachineDisks disks;
  private final MachineWriter writer;
  private final InstanceView views;

  MachineHandler(Kernel kernel, Guests guests, Grants grants) {
    this.kernel = kernel;
    this.guests = guests;
    this.grants = grants;
    this.disks = new MachineDisks(kernel);
    this.writer = new MachineWriter(kernel, guests, disks);
    this.views = new InstanceView(kernel.store());
  }

  @Override
  public RatePolicy policy(ArmCall call) {
    return switch (call.method()) {
      case "PUT" -> RatePolicy.PUT_MACHINE;
      case "PATCH" -> RatePolicy.UPDATE_MACHINE;
      case "DELETE" -> RatePolicy.DELETE_MACHINE;
      case "POST" ->
          call.path().segment(2).equalsIgnoreCase("deallocate")
              ? RatePolicy.DELETE_MACHINE
              : RatePolicy.UPDATE_MACHINE;
      default -> RatePolicy.GET_MACHINE;
    };
  }

  @Override
  public Response put(ArmCall call, ResourceId id) {
    return writer.put(call, id);
  }

  @Override
  public Response patch(ArmCall call, ResourceId id) {
    return writer.patch(call, id);
  }

  @Override
  public Response delete(ArmCall call, Resource machine) {
    return changing(
        call,
        machine,
        Optional.of(RETRY_AFTER),
        () -> {
          disks.releaseAll(machine);
          kernel.store().remove(machine.id(), kernel.clock().instant());
          guests.remove(machine.id());
        });
  }

  @Override
  public Response act(ArmCall call, Resource machine, String action) {
    var id = machine.id();
    return switch (action.toLowerCase(Locale.ROOT)) {
      case "start" -> {
        checkNoAccess(call, machine);
        yield changing(
            call,
            machine,
            Optional.of(RETRY_AFTER),
            () -> {
              guests.change(id, guest -> guest.running(true));
              disks.setState(machine, "Attached");
            });
      }
      case "deallocate" ->
          changing(
              call,
              machine,
              Optional.of(RETRY_AFTER),
              () -> {
                guests.change(id, guest -> guest.running(false));
                disks.setState(machine, "Reserved");
              });
      case "restart" -> changing(call, machine, Optional.of(RETRY_AFTER), () -> {});
      case "redeploy" -> changing(call, machine, Optional.empty(), () -> {});
      default -> throw Handler.unsupported(call);
    };
  }

  private void checkNoAccess(ArmCall call, Resource machine) {
    InstanceView.names(machine).stream()
        .flatMap(disk -> kernel.store().find(disk).stream())
        .filter(disk -> grants.active(disk.id(), call.now()).isPresent())
        .findFirst()
        .ifPresent(
            disk -> {
              throw ArmFailure.notAllowed(
                  "There is an active shared access signature outstanding for disk "
                      + disk.id().name()
                      + ".");
            });
  }

  private Response changing(
      ArmCall call, Resource machine, Optional<Integer> retryAfter, Runnable effect) {
    var operation =
        kernel.machineOperation(call, machine.id(), machine.location(), effect, Optional.empty());
    return kernel
        .accepted(call, operation, Optional.empty(), retryAfter)
        .with("Azure-AsyncNotification", "Enabled")
        .fact("resource", machine.id().toString());
  }

  @Override
  public ObjectNode shown(ArmCall call, Resource machine) {
    var copy = machine.copy();
    var guest = guests.of(machine.id());
    if (!guest.running()) {
      var os = ArmJson.in(ArmJson.in(copy.properties(), "storageProfile"), "osDisk");
      os.remove("diskSizeGB");
      ArmJson.in(os, "managedDisk").remove("storageAccountType");
    }
    if (call.expands("instanceView")) {
      copy.properties().set("instanceView", views.of(machine, guest, ArmJson.time(call.now())));
    }
    return MemberOrder.ordered(ComputeType.MACHINE, copy.body());
  }

  /** A list tells of extensions only that they are there: their ids. */
  @Override
  public ObjectNode listed(ArmCall call, Resource machine) {
    var entry = shown(call, machine);
    if (entry.get("resources") instanceof ArrayNode all) {
      var ids = ArmJson.object().putArray("resources");
      all.forEach(extension -> ids.addObject().set("id", extension.path("id")));
      entry.set("resources", ids);
    }
    return entry;
  }

  @Override
  public Response beneath(ArmCall call, Resource machine) {
    var guest = guests.of(machine.id());
    var kind = call.path().segment(2).toLowerCase(Locale.ROOT);
    var name = call.path().segment(3);
    return switch (kind) {
      case "instanceview" -> Answers.json(200, views.of(machine, guest, ArmJson.time(call.now())));
      case "extensions" ->
          name.isEmpty()
              ? Answers.json(200, extensions(machine))
              : Answers.json(200, extension(call, machine, guest, name));
      default -> throw Handler.unsupported(call);
    };
  }

  private static ObjectNode extensions(Resource machine) {
    var body = ArmJson.object();
    var value = body.putArray("value");
    machine.body().path("resources").forEach(extension -> value.add(extension.deepCopy()));
    return body;
  }

  private ObjectNode extension(ArmCall call, Resource machine, Guest guest, String name) {
    for (JsonNode extension : machine.body().path("resources")) {
      if (extension.path("name").asText().equalsIgnoreCase(name)) {
        var result = (ObjectNode) extension.deepCopy();
        if (call.expands("instanceView")) {
          views
              .extensionView(extension, guest)
              .ifPresent(view -> ArmJson.in(result, "properties").set("instanceView", view));
        }
        return result;
      }
    }
    throw ArmFailure.unknown(machine.id(), Optional.of("extensions/" + name));
  }
}
