package io.keyhold.local.network;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of a resource of Microsoft.Network, in the writer's spelling. Compared by {@link #key()}.
 *
 * @param subnet a subnet's name, where the id is one of a subnet
 */
record NetworkId(
    String subscription, String group, String type, String name, Optional<String> subnet) {

  static final String CARDS = "networkInterfaces";
  static final String NETWORKS = "virtualNetworks";

  private static final String NAMESPACE = "Microsoft.Network";

  private static final Pattern FORM =
      Pattern.compile(
          "/subscriptions/([^/]+)/resourceGroups/([^/]+)/providers/Microsoft\\.Network"
              + "/([^/]+)/([^/]+)(?:/subnets/([^/]+))?/?",
          Pattern.CASE_INSENSITIVE);

  static NetworkId of(String subscription, String group, String type, String name) {
    return new NetworkId(subscription, group, type, name, Optional.empty());
  }

  static Optional<NetworkId> parse(String text) {
    var match = FORM.matcher(text);
    return match.matches()
        ? Optional.of(
            new NetworkId(
                match.group(1),
                match.group(2),
                match.group(3),
                match.group(4),
                Optional.ofNullable(match.group(5))))
        : Optional.empty();
  }

  /** The id with a subnet's name, or, of a subnet, that of its network. */
  NetworkId withSubnet(Optional<String> other) {
    return new NetworkId(subscription, group, type, name, other);
  }

  /** What its type is called in bodies. */
  String fullType() {
    return NAMESPACE + "/" + type + (subnet.isPresent() ? "/subnets" : "");
  }

  /** How ARM names the resource when it does not know it. */
  String path() {
    return NAMESPACE + "/" + type + "/" + name;
  }

  String key() {
    return toString().toLowerCase(Locale.ROOT);
  }

  boolean isIn(String otherSubscription, Optional<String> otherGroup) {
    return subscription.equalsIgnoreCase(otherSubscription)
        && otherGroup.map(group::equalsIgnoreCase).orElse(true);
  }

  @Override
  public String toString() {
    return "/subscriptions/%s/resourceGroups/%s/providers/%s/%s/%s%s"
        .formatted(
            subscription,
            group,
            NAMESPACE,
            type,
            name,
            subnet.map(child -> "/subnets/" + child).orElse(""));
  }
}
