package io.keyhold.local.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.local.arm.ArmJson;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the IP configurations of an interface. */
final class IpConfigurations {

  private IpConfigurations() {}

  static Stream<JsonNode> of(JsonNode properties) {
    return StreamSupport.stream(properties.path("ipConfigurations").spliterator(), false);
  }

  /** Those that lie in a subnet. */
  static Stream<JsonNode> in(Item card, String subnet) {
    return of(card.properties()).filter(one -> subnetOf(one).equalsIgnoreCase(subnet));
  }

  static String subnetOf(JsonNode configuration) {
    return ArmJson.text(configuration, "properties.subnet.id").orElse("");
  }

  static String address(JsonNode configuration) {
    return ArmJson.text(configuration, "properties.privateIPAddress").orElse("");
  }

  /** What an interface refers to beside subnets: ids of security groups and public addresses. */
  static List<String> references(JsonNode properties) {
    var addresses =
        of(properties).flatMap(one -> ArmJson.text(one, "properties.publicIPAddress.id").stream());
    var group = ArmJson.text(properties, "networkSecurityGroup.id").stream();
    return Stream.concat(addresses, group).toList();
  }
}
