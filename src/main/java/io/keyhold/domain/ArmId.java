package io.keyhold.domain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of a resource in Azure Resource Manager, kept as it was written and compared without case:
 * ids come back from Azure in other letters than they were sent (azure-facts.md, "Newer evidence").
 */
public record ArmId(String value) {

  private static final Pattern FORM =
      Pattern.compile(
          "/subscriptions/[0-9a-z-]{1,64}/resourceGroups/[^/?#\\s]{1,90}"
              + "/providers/[a-z.]{1,64}(/[^/?#\\s]{1,80}/[^/?#\\s]{1,128}){1,3}",
          Pattern.CASE_INSENSITIVE);

  public ArmId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not the id of an Azure resource: " + Text.shown(value));
    }
  }

  /** The id, if the text has the form of one. */
  public static Optional<ArmId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new ArmId(text)) : Optional.empty();
  }

  /** A resource of the compute provider, such as {@code disks} or {@code snapshots}. */
  public static ArmId compute(String subscription, String group, String type, String name) {
    return of(subscription, group, "Microsoft.Compute/" + type, name);
  }

  /** A resource of the network provider, such as {@code networkInterfaces}. */
  public static ArmId network(String subscription, String group, String type, String name) {
    return of(subscription, group, "Microsoft.Network/" + type, name);
  }

  private static ArmId of(String subscription, String group, String type, String name) {
    return new ArmId(
        "/subscriptions/%s/resourceGroups/%s/providers/%s/%s"
            .formatted(subscription, group, type, name));
  }

  public String subscription() {
    return part(2);
  }

  public String resourceGroup() {
    return part(4);
  }

  /** The type with its provider, for example {@code Microsoft.Compute/disks}. */
  public String type() {
    return part(6) + "/" + part(7);
  }

  public String name() {
    List<String> parts = parts();
    return parts.get(parts.size() - 1);
  }

  /** The id in lower case: what equal ids have in common. */
  public String folded() {
    return value.toLowerCase(Locale.ROOT);
  }

  private String part(int index) {
    return parts().get(index);
  }

  private List<String> parts() {
    return List.of(value.split("/"));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ArmId that && folded().equals(that.folded());
  }

  @Override
  public int hashCode() {
    return folded().hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
