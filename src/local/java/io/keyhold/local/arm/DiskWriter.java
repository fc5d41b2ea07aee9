package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.http.Response;
import java.util.Optional;
import java.util.Set;

/** Makes and changes disks and snapshots. */
final class DiskWriter {

  /** Seconds that the accepting answer of a PUT asks for; a PATCH asks for none. */
  private static final int RETRY_AFTER = 2;

  private static final Set<String> INCREMENTAL_SKUS = Set.of("Standard_LRS", "Standard_ZRS");

  private final Kernel kernel;
  private final Sources sources;
  private final DiskMaker maker;

  DiskWriter(Kernel kernel) {
    this.kernel = kernel;
    this.sources = new Sources(kernel);
    this.maker = new DiskMaker(kernel, sources);
  }

  Response put(ArmCall call, ResourceId id) {
    var write = Write.put(call, id, kernel.store().find(id));
    checkSku(write);
    EncryptionRules.checkForm(write.properties());
    var creation = CreationData.of(write.properties(), DiskMaker.noun(id));
    write.existing().ifPresent(before -> checkSameSource(before, creation));
    var set = requestedSet(write);
    var from =
        write.existing().isPresent() ? Optional.<Resource>empty() : sources.find(write, creation);
    var planned =
        write.existing().isPresent()
            ? maker.changed(write, set)
            : maker.made(write, creation, set, from);
    return accepted(write, planned, write.echo(creation.echoed()), Optional.of(RETRY_AFTER))
        .fact("createOption", creation.option())
        .fact("source", creation.source().map(ResourceId::toString).orElse(""))
        .fact("set", set.map(named -> named.id().toString()).orElse(""));
  }

  Response patch(ArmCall call, ResourceId id) {
    var write = Write.patch(call, kernel.store().get(id, call.now()));
    EncryptionRules.checkForm(write.properties());
    var planned = maker.changed(write, requestedSet(write));
    var creation = (ObjectNode) planned.properties().get("creationData").deepCopy();
    creation.remove("sourceUniqueId");
    return accepted(write, planned, write.echo(creation), Optional.empty());
  }

  private Response accepted(
      Write write, Resource planned, ObjectNode echo, Optional<Integer> retryAfter) {
    var before = write.existing();
    var updating = (before.isPresent() ? before.get() : planned).copy();
    updating.properties().put("provisioningState", "Updating");
    kernel.store().put(updating);
    var operation =
        kernel.diskOperation(
            write.call(),
            write.id(),
            write.location(),
            () -> {
              var finished = keepingState(planned);
              kernel.store().put(finished);
              var type = write.id().type();
              var version = write.call().apiVersion();
              return Optional.<JsonNode>of(
                  MemberOrder.ordered(
                      type, ApiVersions.shown(type, version, finished.body().deepCopy())));
            });
    return kernel
        .accepted(write.call(), operation, Optional.of(echo), retryAfter)
        .fact("resource", write.id().toString());
  }

  /** The planned resource, with what others changed about it while the operation ran. */
  private Resource keepingState(Resource planned) {
    var now = kernel.store().find(planned.id());
    now.ifPresent(
        found -> {
          found
              .property("diskState")
              .ifPresent(state -> planned.properties().put("diskState", state));
          ArmJson.text(found.body(), "managedBy")
              .ifPresent(owner -> planned.body().put("managedBy", owner));
        });
    return planned;
  }

  private Optional<Resource> requestedSet(Write write) {
    return EncryptionRules.requestedSet(
        write.call(),
        kernel.store(),
        write.properties(),
        write.location(),
        "Microsoft.Compute/" + write.id().type().wireName() + "/write");
  }

  private static void checkSku(Write write) {
    boolean incremental = write.id().type() == ComputeType.SNAPSHOT && write.incremental();
    if (incremental && !INCREMENTAL_SKUS.contains(write.sku())) {
      throw ArmFailure.invalidParameter(
          "SKU "
              + write.sku()
              + " is not supported for resource type IncrementalSnapshot in this region. Supported"
              + " SKUs for this region are Standard_LRS,Standard_ZRS",
          "sku");
    }
  }

  private static void checkSameSource(Resource before, CreationData creation) {
    var known = before.property("creationData.sourceResourceId").flatMap(ResourceId::parse);
    boolean same = known.map(ResourceId::key).equals(creation.source().map(ResourceId::key));
    if (!same) {
      throw ArmFailure.provider(
          400,
          "BadRequest",
          "Changing property 'sourceResourceId' is not allowed for existing disk '"
              + before.id().name()
              + "'.");
    }
  }
}
