package io.keyhold.local.arm;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A path of ARM taken apart: {@code /subscriptions/S[/resourceGroups/G]/providers/N/...}.
 *
 * @param group empty for a call on the subscription
 * @param namespace the provider's; empty where the path names none
 * @param rest what follows the namespace (or the group), decoded
 */
public record ArmPath(
    String subscription, Optional<String> group, Optional<String> namespace, List<String> rest) {

  /** Empty where the path is none of a subscription. */
  public static Optional<ArmPath> parse(String rawPath) {
    var parts = new ArrayList<String>();
    for (var part : rawPath.split("/")) {
      if (!part.isEmpty()) {
        parts.add(decoded(part));
      }
    }
    if (parts.size() < 2 || !parts.get(0).equalsIgnoreCase("subscriptions")) {
      return Optional.empty();
    }
    var subscription = parts.get(1);
    var rest = parts.subList(2, parts.size());
    Optional<String> group = Optional.empty();
    if (rest.size() >= 2 && rest.get(0).equalsIgnoreCase("resourceGroups")) {
      group = Optional.of(rest.get(1));
      rest = rest.subList(2, rest.size());
    }
    Optional<String> namespace = Optional.empty();
    if (rest.size() >= 2 && rest.get(0).equalsIgnoreCase("providers")) {
      namespace = Optional.of(rest.get(1));
      rest = rest.subList(2, rest.size());
    }
    return Optional.of(new ArmPath(subscription, group, namespace, List.copyOf(rest)));
  }

  /** The namespace of what hangs on another resource, such as a lock on a disk. */
  public Optional<String> extension() {
    int at = rest.lastIndexOf("providers");
    return at >= 0 && at + 1 < rest.size() ? Optional.of(rest.get(at + 1)) : Optional.empty();
  }

  /** A segment of the rest; empty text beyond its end. */
  public String segment(int index) {
    return index < rest.size() ? rest.get(index) : "";
  }

  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return part;
    }
  }
}
