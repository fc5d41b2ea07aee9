package io.keyhold.local.arm;

import io.keyhold.local.capacity.Regions;
import java.util.stream.StreamSupport;

/** ARM's own check of availability zones, before the provider sees the call. */
final class Zones {

  private Zones() {}

  static void check(ArmCall call, ResourceId id) {
    var body = call.body();
    var asked =
        StreamSupport.stream(body.path("zones").spliterator(), false)
            .map(zone -> zone.asText())
            .toList();
    if (asked.isEmpty()) {
      return;
    }
    var location = Locations.of(body);
    var resource = "Microsoft.Compute/" + id.type().wireName() + "/" + id.name();
    var known = Regions.zones(location);
    if (known.isEmpty()) {
      throw ArmFailure.gateway(
          400,
          "LocationNotSupportAvailabilityZones",
          "The resource '%s' does not support availability zones at location '%s'."
              .formatted(resource, location));
    }
    if (!known.containsAll(asked)) {
      // The text is reported, its code is not.
      throw ArmFailure.gateway(
          400,
          "AvailabilityZoneNotSupported",
          ("The zone(s) '%s' for resource '%s' is not supported. The supported zones for location"
                  + " '%s' are '%s'")
              .formatted(String.join(",", asked), resource, location, String.join(",", known)));
    }
  }
}
