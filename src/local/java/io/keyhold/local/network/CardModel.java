package io.keyhold.local.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.arm.ArmFailure;
import io.keyhold.local.arm.ArmJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** Fills an interface in as the provider does, and checks what it refers to. */
final class CardModel {

  private static final String SUFFIX = ".bx.internal.cloudapp.net";

  private final Items items;
  private final VirtualNetworks networks;
  private final Addresses addresses;

  CardModel(Items items, VirtualNetworks networks) {
    this.items = items;
    this.networks = networks;
    this.addresses = new Addresses(items);
  }

  /**
   * The whole interface as it will be.
   *
   * @param body what was asked for
   */
  Item made(NetworkId id, String location, JsonNode body, Optional<Item> existing) {
    var given = body.path("properties");
    IpConfigurations.references(given).forEach(other -> checkThere(id, other, location));
    var etag = Item.newEtag();
    var card = ArmJson.object().put("name", id.name()).put("id", id.toString());
    card.put("etag", etag);
    Optional.ofNullable(body.get("tags")).ifPresent(tags -> card.set("tags", tags.deepCopy()));
    card.set("properties", properties(id, location, given, existing, etag));
    card.put("type", id.fullType()).put("location", location).put("kind", "Regular");
    return new Item(id, card);
  }

  private ObjectNode properties(
      NetworkId id, String location, JsonNode given, Optional<Item> existing, String etag) {
    var result = ArmJson.object().put("provisioningState", "Succeeded");
    result.put(
        "resourceGuid",
        existing
            .flatMap(card -> ArmJson.text(card.body(), "properties.resourceGuid"))
            .orElseGet(() -> UUID.randomUUID().toString()));
    var list = result.putArray("ipConfigurations");
    IpConfigurations.of(given)
        .forEach(one -> list.add(configuration(id, location, one, list.isEmpty(), etag)));
    var dns = result.putObject("dnsSettings");
    dns.set("dnsServers", given.path("dnsSettings").path("dnsServers").deepCopy());
    if (!dns.path("dnsServers").isArray()) {
      dns.putArray("dnsServers");
    }
    dns.putArray("appliedDnsServers");
    dns.put("internalDomainNameSuffix", domain(id) + SUFFIX);
    copy(existing, result, "macAddress");
    result.put(
        "enableAcceleratedNetworking", given.path("enableAcceleratedNetworking").asBoolean());
    result.put("vnetEncryptionSupported", false);
    result.put("enableIPForwarding", given.path("enableIPForwarding").asBoolean());
    result.put("disableTcpStateTracking", false);
    Optional.ofNullable(given.get("networkSecurityGroup"))
        .ifPresent(group -> result.set("networkSecurityGroup", group.deepCopy()));
    copy(existing, result, "primary");
    copy(existing, result, "virtualMachine");
    result.putArray("hostedWorkloads");
    result.putArray("tapConfigurations");
    return result.put("nicType", "Standard").put("allowPort25Out", true);
  }

  private ObjectNode configuration(
      NetworkId id, String location, JsonNode given, boolean first, String etag) {
    var name = given.path("name").asText();
    var own = id + "/ipConfigurations/" + name;
    var subnetId = IpConfigurations.subnetOf(given);
    var subnet =
        NetworkId.parse(subnetId)
            .flatMap(networks::find)
            .filter(found -> found.location().equals(location))
            .orElseThrow(() -> missing(subnetId, id.toString()));
    var wanted = given.path("properties");
    var result = ArmJson.object().put("name", name).put("id", own).put("etag", etag);
    result.put("type", id.fullType() + "/ipConfigurations");
    var properties = result.putObject("properties").put("provisioningState", "Succeeded");
    properties.put("privateIPAddress", addresses.give(subnet, own, wanted));
    properties.put(
        "privateIPAllocationMethod",
        ArmJson.text(wanted, "privateIPAllocationMethod").orElse("Dynamic"));
    Optional.ofNullable(wanted.get("publicIPAddress"))
        .ifPresent(address -> properties.set("publicIPAddress", address.deepCopy()));
    properties.putObject("subnet").put("id", subnetId);
    properties.put("primary", wanted.path("primary").asBoolean(first));
    properties.put("privateIPAddressVersion", "IPv4");
    return result;
  }

  private void checkThere(NetworkId card, String other, String location) {
    boolean there =
        NetworkId.parse(other)
            .flatMap(items::find)
            .filter(found -> found.location().equals(location))
            .isPresent();
    if (!there) {
      throw missing(other, card.toString());
    }
  }

  /** What is named but is not there, or is in another region, which is the same to the provider. */
  static ArmFailure missing(String resource, String by) {
    return ArmFailure.network(
        400,
        "InvalidResourceReference",
        ("Resource %s referenced by resource %s was not found. Please make sure that"
                + " the referenced resource exists, and that both resources are in the same"
                + " region.")
            .formatted(resource, by));
  }

  /** The same words whether it is to be deleted or given to another machine. */
  static ArmFailure inUse(Item card, String machine) {
    return ArmFailure.network(
        400,
        "NicInUse",
        ("Network Interface %s is used by existing resource %s. In order to delete the"
                + " network interface, it must be dissociated from the resource. To learn more,"
                + " see aka.ms/deletenic.")
            .formatted(card.id(), machine));
  }

  private static void copy(Optional<Item> from, ObjectNode to, String member) {
    from.map(card -> card.properties().get(member)).ifPresent(value -> to.set(member, value));
  }

  /** The same for all interfaces of a group, as those of one network have it. */
  private static String domain(NetworkId id) {
    var seed = (id.subscription() + id.group()).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(seed).toString().replace("-", "").substring(0, 26);
  }
}
