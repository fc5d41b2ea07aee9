package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.http.Response;
import java.util.Locale;
import java.util.Optional;

/** Disks and snapshots, which the disk provider treats nearly alike. */
final class DiskHandler implements Handler {

  private final Kernel kernel;
  private final ComputeType type;
  private final DiskWriter writer;
  private final Grants grants;
  private final Access access;

  DiskHandler(Kernel kernel, ComputeType type, Grants grants) {
    this.kernel = kernel;
    this.type = type;
    this.writer = new DiskWriter(kernel);
    this.grants = grants;
    this.access = new Access(kernel, grants);
  }

  @Override
  public RatePolicy policy(ArmCall call) {
    boolean disk = type == ComputeType.DISK;
    return switch (call.method()) {
      case "PUT", "PATCH" -> disk ? RatePolicy.WRITE_DISK : RatePolicy.WRITE_SNAPSHOT;
      case "POST" -> disk ? RatePolicy.ACCESS_DISK : RatePolicy.WRITE_SNAPSHOT;
      case "DELETE" -> RatePolicy.DELETE_DISK;
      default -> RatePolicy.GET_DISK;
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
  public Response delete(ArmCall call, Resource resource) {
    var id = resource.id();
    ArmJson.text(resource.body(), "managedBy")
        .ifPresent(
            owner -> {
              throw ArmFailure.notAllowed(
                  "Disk " + id.name() + " is attached to VM " + owner + ".");
            });
    if (grants.active(id, call.now()).isPresent()) {
      throw ArmFailure.notAllowed(
          "There is an active shared access signature outstanding for disk "
              + id.name()
              + ". Call EndGetAccess before deleting the disk.");
    }
    var operation =
        kernel.diskOperation(
            call,
            id,
            resource.location(),
            () -> {
              kernel.store().remove(id, kernel.clock().instant());
              return Optional.<JsonNode>empty();
            });
    return kernel
        .accepted(call, operation, Optional.empty(), Optional.empty())
        .fact("resource", id.toString());
  }

  @Override
  public Response act(ArmCall call, Resource resource, String action) {
    return switch (action.toLowerCase(Locale.ROOT)) {
      case "begingetaccess" -> access.begin(call, resource);
      case "endgetaccess" -> access.end(call, resource);
      default -> throw Handler.unsupported(call);
    };
  }

  @Override
  public Response beneath(ArmCall call, Resource resource) {
    throw Handler.unsupported(call);
  }

  @Override
  public ObjectNode shown(ArmCall call, Resource resource) {
    var copy = resource.copy();
    if (grants.active(resource.id(), call.now()).isPresent()) {
      copy.properties().put("diskState", "ActiveSAS");
    }
    CopyProgress.of(kernel, resource).ifPresent(copied -> copied.write(copy.properties()));
    return MemberOrder.ordered(type, ApiVersions.shown(type, call.apiVersion(), copy.body()));
  }
}
