package io.keyhold.domain;

import java.util.Locale;

/** A resource group; compared without case, as Azure does. */
public record GroupId(String subscription, String name) {

  public static GroupId of(ArmId resource) {
    return new GroupId(resource.subscription(), resource.resourceGroup());
  }

  /** As Azure writes it. */
  public String value() {
    return "/subscriptions/" + subscription + "/resourceGroups/" + name;
  }

  /** The id in lower case: what equal ids have in common. */
  public String folded() {
    return value().toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GroupId that && folded().equals(that.folded());
  }

  @Override
  public int hashCode() {
    return folded().hashCode();
  }

  @Override
  public String toString() {
    return value();
  }
}
