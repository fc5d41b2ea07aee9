package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.capacity.Capacity;
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
  private final MachineCards cards;
  private final MachineWriter writer;
  private final InstanceView views;
  private final Extensions extensions;

  MachineHandler(
      Kernel kernel, Guests guests, Grants grants, Capacity capacity, NetworkCards cards) {
    this.kernel = kernel;
    this.guests = guests;
    this.grants = grants;
    this.disks = new MachineDisks(kernel);
    this.cards = new MachineCards(cards);
    this.writer =
        new MachineWriter(
            kernel, guests, disks, this.cards, new MachineRules(kernel, capacity, cards));
    this.views = new InstanceView(kernel.store());
    this.extensions = new Extensions(kernel, guests, views);
  }

  @Override
  public RatePolicy policy(ArmCall call) {
    boolean extension = call.path().segment(2).equalsIgnoreCase("extensions");
    return switch (call.method()) {
      case "PUT", "PATCH" -> extension ? RatePolicy.UPDATE_MACHINE : RatePolicy.PUT_MACHINE;
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
    var marked = machine.copy();
    marked.properties().put("provisioningState", "Deleting");
    kernel.store().put(marked);
    return changing(
            call,
            machine,
            Optional.of(RETRY_AFTER),
            () ->
                kernel
                    .store()
                    .find(machine.id())
                    .ifPresent(
                        last -> {
                          disks.releaseAll(last);
                          cards.releaseAll(last);
                          kernel.store().remove(last.id(), kernel.clock().instant());
                          guests.remove(last.id());
                        }))
        .with("Azure-AsyncNotification", "Enabled");
  }

  @Override
  public Response act(ArmCall call, Resource machine, String action) {
    MachineStates.checkNotDeleting(machine, action);
    return switch (action.toLowerCase(Locale.ROOT)) {
      case "start" -> {
        checkNoAccess(call, machine);
        yield powering(call, machine, Power.RUNNING);
      }
      case "poweroff" -> powering(call, machine, Power.STOPPED);
      case "deallocate" -> powering(call, machine, Power.DEALLOCATED);
      case "restart" -> {
        if (!guests.of(machine.id()).allocated()) {
          // Not recorded.
          throw ArmFailure.notAllowed(
              "Cannot restart VM '" + machine.id().name() + "' since it is deallocated.");
        }
        yield powering(call, machine, Power.RUNNING);
      }
      case "redeploy" -> changing(call, machine, Optional.empty(), () -> {});
      default -> throw Handler.unsupported(call);
    };
  }

  private Response powering(ArmCall call, Resource machine, Power power) {
    var id = machine.id();
    return changing(
        call,
        machine,
        Optional.of(RETRY_AFTER),
        () -> {
          // A machine that stops without a host stays so.
          boolean keeps = power == Power.STOPPED && !guests.of(id).allocated();
          guests.change(id, guest -> keeps ? guest : guest.with(power));
          disks.setState(machine, guests.of(id).allocated() ? "Attached" : "Reserved");
        });
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
        .fact("resource", machine.id().toString());
  }

  @Override
  public ObjectNode shown(ArmCall call, Resource machine) {
    var copy = machine.copy();
    var guest = guests.of(machine.id());
    if (!guest.allocated()) {
      var os = ArmJson.in(ArmJson.in(copy.properties(), "storageProfile"), "osDisk");
      os.remove("diskSizeGB");
      ArmJson.in(os, "managedDisk").remove("storageAccountType");
    }
    copy.body().path("resources").forEach(one -> Extensions.ordered((ObjectNode) one));
    if (call.expands("instanceView")) {
      copy.properties().set("instanceView", views.of(machine, guest, ArmJson.time(call.now())));
    }
    if (!copy.body().has("etag")) {
      copy.body().put("etag", MachineModel.etag(1));
    }
    return MemberOrder.ordered(
        ComputeType.MACHINE,
        ApiVersions.shown(ComputeType.MACHINE, call.apiVersion(), copy.body()));
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
    return switch (call.path().segment(2).toLowerCase(Locale.ROOT)) {
      case "instanceview" ->
          Answers.json(200, views.of(machine, guests.of(machine.id()), ArmJson.time(call.now())));
      case "extensions" -> extensions.read(call, machine);
      default -> throw Handler.unsupported(call);
    };
  }

  @Override
  public Response write(ArmCall call, Resource machine) {
    if (!call.path().segment(2).equalsIgnoreCase("extensions")) {
      throw Handler.unsupported(call);
    }
    MachineStates.checkNotDeleting(machine, "Create or Update VM extension");
    return extensions.write(call, machine);
  }
}
