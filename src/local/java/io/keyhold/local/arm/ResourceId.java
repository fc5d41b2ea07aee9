package io.keyhold.local.arm;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The id of a compute resource, in the writer's spelling. Compared by {@link #key()}. */
record ResourceId(String subscription, String group, ComputeType type, String name) {

  private static final Pattern FORM =
      Pattern.compile(
          "/subscriptions/([^/]+)/resourceGroups/([^/]+)/providers/Microsoft\\.Compute"
              + "/([^/]+)/([^/]+)/?",
          Pattern.CASE_INSENSITIVE);

  static Optional<ResourceId> parse(String text) {
    var match = FORM.matcher(text);
    return match.matches()
        ? ComputeType.named(match.group(3))
            .map(type -> new ResourceId(match.group(1), match.group(2), type, match.group(4)))
        : Optional.empty();
  }

  /** Ids are equal when their letters are, whatever the case. */
  String key() {
    return toString().toLowerCase(Locale.ROOT);
  }

  /** As the disk provider gives references back: the group in capitals. */
  String withGroupInCapitals() {
    return new ResourceId(subscription, group.toUpperCase(Locale.ROOT), type, name).toString();
  }

  /** As associatedResources lists them: the group and the name in capitals. */
  String inCapitals() {
    return new ResourceId(
            subscription, group.toUpperCase(Locale.ROOT), type, name.toUpperCase(Locale.ROOT))
        .toString();
  }

  @Override
  public String toString() {
    return "/subscriptions/"
        + subscription
        + "/resourceGroups/"
        + group
        + "/providers/Microsoft.Compute/"
        + type.wireName()
        + "/"
        + name;
  }
}
