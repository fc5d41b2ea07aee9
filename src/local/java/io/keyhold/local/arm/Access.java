package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.local.http.Response;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** beginGetAccess and endGetAccess. */
final class Access {

  /** The maximum since February 2025: 60 days. */
  private static final long LONGEST_SECONDS = 5_184_000;

  private static final int FAMILY_LIMIT = 5;

  private final Kernel kernel;
  private final Grants grants;

  Access(Kernel kernel, Grants grants) {
    this.kernel = kernel;
    this.grants = grants;
  }

  Response begin(ArmCall call, Resource resource) {
    var body = call.body();
    var access =
        ArmJson.text(body, "access").orElseThrow(() -> ArmFailure.missingParameter("access"));
    if (!body.path("durationInSeconds").isIntegralNumber()) {
      throw ArmFailure.missingParameter("durationInSeconds");
    }
    long seconds = body.get("durationInSeconds").asLong();
    if (seconds <= 0 || seconds > LONGEST_SECONDS) {
      throw ArmFailure.invalidParameter(
          "The value '"
              + seconds
              + "' of parameter 'durationInSeconds' is out of range. The value"
              + " must be between 1 and "
              + LONGEST_SECONDS
              + ".",
          "durationInSeconds");
    }
    if (!access.equalsIgnoreCase("Read")) {
      throw ArmFailure.notAllowed(
          "Access '"
              + access
              + "' is not allowed in the state of disk "
              + resource.id().name()
              + ".");
    }
    check(call, resource);
    var id = resource.id();
    var operation =
        kernel.diskOperation(
            call,
            id,
            resource.location(),
            () -> {
              var now = kernel.clock().instant();
              var grant =
                  grants.give(
                      kernel.store().get(id, now), now.plus(Duration.ofSeconds(seconds)), now);
              return Optional.<JsonNode>of(ArmJson.object().put("accessSAS", grant.url()));
            });
    return kernel
        .accepted(call, operation, Optional.empty(), Optional.empty())
        .fact("resource", id.toString());
  }

  Response end(ArmCall call, Resource resource) {
    var operation =
        kernel.diskOperation(
            call,
            resource.id(),
            resource.location(),
            () -> {
              grants.revoke(resource.id());
              return Optional.<JsonNode>empty();
            });
    return kernel
        .accepted(call, operation, Optional.empty(), Optional.empty())
        .fact("resource", resource.id().toString());
  }

  private void check(ArmCall call, Resource resource) {
    var name = resource.id().name();
    var owner = ArmJson.text(resource.body(), "managedBy");
    if (owner.isPresent() && resource.property("diskState").equals(Optional.of("Attached"))) {
      throw ArmFailure.provider(
          409,
          "Conflict",
          "Access not permitted because disk "
              + name
              + " is currently attached to running VM "
              + owner.get()
              + ".");
    }
    if (resource.property("networkAccessPolicy").equals(Optional.of("DenyAll"))) {
      // Azure refuses; the recordings do not show its words.
      throw ArmFailure.notAllowed(
          "Access to "
              + resource.id().type().noun().toLowerCase(Locale.ROOT)
              + " "
              + name
              + " is not permitted because its networkAccessPolicy is DenyAll.");
    }
    var family = resource.property("incrementalSnapshotFamilyId");
    if (family.isPresent() && grants.active(resource.id(), call.now()).isEmpty()) {
      long others =
          kernel.store().all(ComputeType.SNAPSHOT).stream()
              .filter(one -> one.property("incrementalSnapshotFamilyId").equals(family))
              .filter(one -> grants.active(one.id(), call.now()).isPresent())
              .count();
      if (others >= FAMILY_LIMIT) {
        throw ArmFailure.notAllowed(
            "At most "
                + FAMILY_LIMIT
                + " incremental snapshots of a disk can have an active"
                + " shared access signature at a time.");
      }
    }
    if (CopyProgress.of(kernel, resource).filter(copy -> !copy.complete()).isPresent()) {
      throw ArmFailure.notAllowed(
          "Snapshot " + name + " is not ready: its copy has not been completed.");
    }
  }
}
