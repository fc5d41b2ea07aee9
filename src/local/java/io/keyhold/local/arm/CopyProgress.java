package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * How far a CopyStart has come. The operation's end says nothing about it; the percent jumps and
 * rests, as recorded.
 */
record CopyProgress(double percent, boolean sourceGone) {

  /** Empty for everything that is not a copy in the background. */
  static Optional<CopyProgress> of(Kernel kernel, Resource resource) {
    if (!resource.property("creationData.createOption").equals(Optional.of("CopyStart"))) {
      return Optional.empty();
    }
    var source = resource.property("creationData.sourceResourceId").flatMap(kernel.store()::find);
    boolean gone =
        !source
            .flatMap(found -> found.property("uniqueId"))
            .equals(resource.property("creationData.sourceUniqueId"));
    var begun = OffsetDateTime.parse(resource.property("timeCreated").orElseThrow()).toInstant();
    var elapsed = Duration.between(begun, kernel.clock().instant());
    boolean sameRegion =
        source.filter(found -> found.location().equals(resource.location())).isPresent();
    var course =
        sameRegion ? kernel.options().sameRegionCopy() : kernel.options().otherRegionCopy();
    double percent = 0.0;
    for (var step : course) {
      if (elapsed.compareTo(step.after()) >= 0) {
        percent = step.percent();
      }
    }
    return Optional.of(new CopyProgress(percent, gone && percent < 100));
  }

  boolean complete() {
    return percent >= 100;
  }

  void write(ObjectNode properties) {
    properties.put("completionPercent", percent);
    if (sourceGone) {
      properties
          .putObject("copyCompletionError")
          .put("errorCode", "CopySourceNotFound")
          .put("errorMessage", "The source snapshot was deleted before the copy was complete.");
    }
  }
}
