package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/** What the image of a new machine says about its OS disk. */
final class Image {

  private Image() {}

  /** V2 where the image's sku says so by its name, or the machine by its security. */
  static String generation(Resource machine) {
    var sku = reference(machine).path("sku").asText().toLowerCase(Locale.ROOT);
    boolean second = sku.contains("gen2") || sku.endsWith("-g2") || sku.endsWith("_g2");
    return second || machine.property("securityProfile.securityType").isPresent() ? "V2" : "V1";
  }

  /** The id of a marketplace image, in the spelling of the recordings. */
  static Optional<String> id(Resource machine) {
    var image = reference(machine);
    if (!image.has("publisher")) {
      return Optional.empty();
    }
    return Optional.of(
        "/Subscriptions/%s/Providers/Microsoft.Compute/Locations/%s/Publishers/%s/ArtifactTypes/VMImage/Offers/%s/Skus/%s/Versions/%s"
            .formatted(
                machine.id().subscription(),
                machine.location(),
                image.path("publisher").asText(),
                image.path("offer").asText(),
                image.path("sku").asText(),
                image.path("exactVersion").asText(image.path("version").asText())));
  }

  private static JsonNode reference(Resource machine) {
    return ArmJson.at(machine.properties(), "storageProfile.imageReference");
  }
}
