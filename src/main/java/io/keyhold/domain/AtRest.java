package io.keyhold.domain;

/** Who holds the key of the platform's own encryption (azure-facts.md §1.4). */
public sealed interface AtRest {

  /** The platform's key: nothing to check. */
  record PlatformKey() implements AtRest {}

  /**
   * A customer-managed key, through a disk encryption set.
   *
   * @param doubled true for platform and customer keys together
   */
  record CustomerKey(ArmId set, boolean doubled) implements AtRest {}
}
