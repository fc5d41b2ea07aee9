package io.keyhold.local.arm;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds what a disk or snapshot is made from, and says whether it may be. */
final class Sources {

  private final Kernel kernel;

  Sources(Kernel kernel) {
    this.kernel = kernel;
  }

  /** The source; empty for a blank disk. */
  Optional<Resource> find(Write write, CreationData creation) {
    if (!creation.copies()) {
      return Optional.empty();
    }
    var sourceId = creation.source().orElseThrow();
    // Reported (kubernetes issue 93020): the right is that of disks, of a snapshot as source too.
    write
        .call()
        .demandLinked(
            "Microsoft.Compute/" + write.id().type().wireName() + "/write",
            "Microsoft.Compute/disks/beginGetAccess/action",
            sourceId.toString());
    if (creation.inBackground() && sourceId.type() != ComputeType.SNAPSHOT) {
      throw ArmFailure.invalidParameter(
          "Entity not of expected type", "creationData.sourceResourceId");
    }
    var found =
        kernel
            .store()
            .find(sourceId)
            .filter(source -> source.content().isPresent())
            .filter(source -> creation.inBackground() || source.location().equals(write.location()))
            .orElseThrow(
                () ->
                    ArmFailure.provider(
                        404, "NotFound", "Resource " + sourceId.name() + " is not found."));
    if (creation.inBackground()) {
      checkBackground(write, found);
    } else if (!completed(found)) {
      throw ArmFailure.notAllowed(
          "Snapshot " + sourceId.name() + " is not ready: its copy has not been completed.");
    }
    return Optional.of(found);
  }

  private static void checkBackground(Write write, Resource found) {
    if (write.id().type() != ComputeType.SNAPSHOT
        || !write.incremental()
        || !found.properties().path("incremental").asBoolean()) {
      throw ArmFailure.invalidParameter(
          "CopyStart is supported for incremental snapshots only.", "createOption");
    }
  }

  private boolean completed(Resource source) {
    return CopyProgress.of(kernel, source).map(CopyProgress::complete).orElse(true);
  }

  /**
   * The family of an incremental snapshot. Those of one disk form a family; a copy gets into
   * another one, the same as earlier copies of that family in its region.
   */
  String family(Write write, CreationData creation, Optional<Resource> from) {
    var origin =
        from.flatMap(
            source ->
                source
                    .property("incrementalSnapshotFamilyId")
                    .or(() -> source.property("uniqueId")));
    return candidates(from).stream()
        .filter(other -> other.id().type() == ComputeType.SNAPSHOT)
        .filter(other -> other.location().equals(write.location()))
        .filter(
            other ->
                other.property("creationData.createOption").equals(Optional.of(creation.option())))
        .filter(other -> origin.isPresent() && originOf(other).equals(origin))
        .flatMap(other -> other.property("incrementalSnapshotFamilyId").stream())
        .findFirst()
        .orElseGet(() -> UUID.randomUUID().toString());
  }

  /** Of a disk, whose snapshots are many, only its own are looked at. */
  private List<Resource> candidates(Optional<Resource> from) {
    return from.filter(source -> source.id().type() == ComputeType.DISK)
        .flatMap(disk -> disk.property("uniqueId"))
        .map(kernel.store()::madeFrom)
        .orElseGet(() -> kernel.store().all(ComputeType.SNAPSHOT));
  }

  /** The family, or the disk, that an incremental snapshot was made from; while it can be told. */
  private Optional<String> originOf(Resource snapshot) {
    var source = snapshot.property("creationData.sourceResourceId").flatMap(kernel.store()::find);
    return source
        .flatMap(found -> found.property("incrementalSnapshotFamilyId"))
        .or(() -> snapshot.property("creationData.sourceUniqueId"));
  }
}
