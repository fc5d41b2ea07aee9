package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * Where a disk or snapshot comes from, as a request says it.
 *
 * @param option in the provider's spelling; requests are read without case
 * @param source the disk or snapshot, given as sourceResourceId or, just as well, as sourceUri
 * @param echoed the member as the accepting answer repeats it
 */
record CreationData(String option, Optional<ResourceId> source, ObjectNode echoed) {

  private static final List<String> OPTIONS =
      List.of("Empty", "Copy", "CopyStart", "FromImage", "Attach");

  static CreationData of(ObjectNode properties, String noun) {
    if (!(properties.get("creationData") instanceof ObjectNode given)) {
      throw ArmFailure.missingParameter(noun + ".creationData");
    }
    var asked =
        ArmJson.text(given, "createOption")
            .orElseThrow(() -> ArmFailure.missingParameter(noun + ".creationData.createOption"));
    var option =
        OPTIONS.stream()
            .filter(asked::equalsIgnoreCase)
            .findFirst()
            .orElseThrow(
                () ->
                    ArmFailure.invalidParameter(
                        "The value '" + asked + "' of parameter 'createOption' is invalid.",
                        "createOption"));
    var echoed = given.deepCopy();
    echoed.remove("sourceUniqueId");
    echoed.put("createOption", option);
    var named = ArmJson.text(given, "sourceResourceId").or(() -> ArmJson.text(given, "sourceUri"));
    var creation = new CreationData(option, named.flatMap(ResourceId::parse), echoed);
    if (creation.copies() && creation.source().isEmpty()) {
      throw named.isEmpty()
          ? ArmFailure.missingParameter(noun + ".creationData.sourceResourceId")
          : ArmFailure.invalidParameter(
              "The source '" + named.get() + "' is not the id of a disk or snapshot.",
              "sourceResourceId");
    }
    return creation;
  }

  boolean copies() {
    return option.equals("Copy") || option.equals("CopyStart");
  }

  /** Whether the data arrive after the operation has ended. */
  boolean inBackground() {
    return option.equals("CopyStart");
  }

  /** The member of the finished resource. */
  ObjectNode finished(Optional<Resource> from) {
    var result = echoed.deepCopy();
    if (source.isPresent()) {
      result.remove("sourceUri");
      if (!echoed.has("sourceResourceId")) {
        result.put("sourceResourceId", source.get().toString());
      }
    }
    from.flatMap(found -> found.property("uniqueId"))
        .ifPresent(uniqueId -> result.put("sourceUniqueId", uniqueId));
    return result;
  }
}
