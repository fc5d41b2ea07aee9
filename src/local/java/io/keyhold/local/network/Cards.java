package io.keyhold.local.network;

import io.keyhold.local.arm.ArmJson;
import io.keyhold.local.arm.NetworkCards;
import java.util.Locale;
import java.util.Optional;

/** Network interfaces as machines see them. */
final class Cards implements NetworkCards {

  private static final String NETWORK = "10.0.0.0/16";
  private static final String SUBNET = "10.0.0.0/17";

  private final Items items;
  private final VirtualNetworks networks;
  private final CardModel model;

  Cards(Items items, VirtualNetworks networks) {
    this.items = items;
    this.networks = networks;
    this.model = new CardModel(items, networks);
  }

  @Override
  public void check(String card, String machine, String location) {
    var found =
        find(card)
            .filter(item -> item.location().equals(location))
            .filter(item -> !state(item).equals("Deleting"))
            .orElseThrow(() -> CardModel.missing(card, machine));
    owner(found)
        .filter(other -> !other.equalsIgnoreCase(machine))
        .ifPresent(
            other -> {
              throw CardModel.inUse(found, other);
            });
  }

  @Override
  public void attach(String card, String machine, boolean primary) {
    find(card)
        .map(Item::copy)
        .ifPresent(
            item -> {
              item.properties().put("macAddress", mac(item.id()));
              item.properties().put("primary", primary);
              item.properties().putObject("virtualMachine").put("id", machine);
              item.body().put("etag", Item.newEtag());
              items.put(item);
            });
  }

  @Override
  public void release(String card, boolean delete) {
    find(card)
        .map(Item::copy)
        .ifPresent(
            item -> {
              if (delete) {
                items.remove(item.id());
                return;
              }
              item.properties().remove("macAddress");
              item.properties().remove("primary");
              item.properties().remove("virtualMachine");
              item.body().put("etag", Item.newEtag());
              items.put(item);
            });
  }

  @Override
  public void stage(String card, String location, Optional<String> subnet) {
    var id = NetworkId.parse(card).orElseThrow(() -> new IllegalArgumentException(card));
    var body = ArmJson.object().put("location", location);
    var configuration =
        body.putObject("properties")
            .putArray("ipConfigurations")
            .addObject()
            .put("name", "ipconfig1");
    configuration
        .putObject("properties")
        .putObject("subnet")
        .put("id", subnet.orElseGet(() -> subnetOf(id, location)));
    items.put(model.made(id, location, body, items.find(id)));
  }

  /** A network of the group's own, one for each region. */
  private String subnetOf(NetworkId card, String location) {
    var network =
        NetworkId.of(card.subscription(), card.group(), NetworkId.NETWORKS, "vnet-" + location);
    networks.make(network, location, NETWORK);
    var subnet = network.withSubnet(Optional.of("default"));
    networks.makeSubnet(subnet, SUBNET);
    return subnet.toString();
  }

  private Optional<Item> find(String card) {
    return NetworkId.parse(card)
        .filter(id -> id.type().equalsIgnoreCase(NetworkId.CARDS))
        .flatMap(items::find);
  }

  private static String state(Item card) {
    return ArmJson.text(card.body(), "properties.provisioningState").orElse("");
  }

  private static Optional<String> owner(Item card) {
    return ArmJson.text(card.body(), "properties.virtualMachine.id");
  }

  /** Azure's own vendor prefix, and the rest from the id. */
  private static String mac(NetworkId id) {
    return String.format(
        Locale.ROOT,
        "00-0D-3A-%02X-%02X-%02X",
        id.key().hashCode() >> 16 & 255,
        id.key().hashCode() >> 8 & 255,
        id.key().hashCode() & 255);
  }
}
