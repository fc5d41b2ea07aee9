package io.keyhold.domain;

/**
 * A management lock.
 *
 * @param scope the id of what carries it: a subscription, a resource group or a resource
 */
public record Lock(String name, Level level, String scope) {

  /** What it forbids (azure-facts.md §2.7). */
  public enum Level {
    /** Every change and every POST, such as stopping a machine. */
    READ_ONLY,
    CAN_NOT_DELETE
  }
}
