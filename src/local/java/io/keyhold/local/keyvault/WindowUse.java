package io.keyhold.local.keyvault;

/**
 * What was asked of one limit of a vault so far.
 *
 * @param calls those that were let through
 * @param refused those that were not
 */
public record WindowUse(String vault, String limit, int inTenSeconds, long calls, long refused) {
  WindowUse and(WindowUse more) {
    return new WindowUse(vault, limit, inTenSeconds, calls + more.calls, refused + more.refused);
  }
}
