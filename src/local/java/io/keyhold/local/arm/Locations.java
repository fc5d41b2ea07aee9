package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Where a resource is to be. */
public final class Locations {

  private Locations() {}

  /** The request's location, as providers write it; without one ARM refuses. */
  public static String of(JsonNode body) {
    return ArmJson.text(body, "location")
        .map(Locations::plain)
        .filter(text -> !text.isEmpty())
        .orElseThrow(
            () ->
                ArmFailure.gateway(
                    400,
                    "LocationRequired",
                    "The location property is required for this definition."));
  }

  /** A location as providers write it: {@code westus3} for {@code West US 3}. */
  public static String plain(String location) {
    return location.replace(" ", "").toLowerCase(Locale.ROOT);
  }

  /** Refuses a resource that is there already, but elsewhere. */
  public static void checkSame(String name, String group, String before, String now) {
    if (!before.equals(now)) {
      throw ArmFailure.gateway(
          409,
          "InvalidResourceLocation",
          ("The resource '%s' already exists in location '%s' in resource group '%s'. A"
                  + " resource with the same name cannot be created in location '%s'."
                  + " Please select a new resource name.")
              .formatted(name, before, group, now));
    }
  }
}
