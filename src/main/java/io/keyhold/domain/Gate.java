package io.keyhold.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * The gate: from the verdicts about every key that a machine's disks need to what may be done. This
 * is the whole of design.md's table "The gate"; nothing is snapshotted or copied before it said so.
 *
 * <ul>
 *   <li>available, or available with a warning: proceed
 *   <li>an expired customer-managed key: proceed, or refuse if the policy says so
 *   <li>unavailable or lost: refuse, or hold
 *   <li>unknown: wait until the grace is over, then refuse, or hold
 *   <li>unverified: proceed and mark, or refuse
 * </ul>
 *
 * Over several keys the strictest action wins.
 */
public final class Gate {

  private Gate() {}

  /**
   * Decides. Without any verdict there is no key to wait for, and it proceeds.
   *
   * @param graceOver true when the slot has waited for unknown keys as long as it may
   */
  public static Decision decide(List<Verdict> verdicts, KeyRules rules, boolean graceOver) {
    Action strictest = Action.PROCEED;
    List<Problem> causes = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      Action action = action(verdict.finding(), rules, graceOver);
      if (action.compareTo(strictest) > 0) {
        strictest = action;
        causes.clear();
      }
      if (action == strictest && action != Action.PROCEED) {
        causes.addAll(causes(verdict.finding()));
      }
    }
    return new Decision(strictest, causes);
  }

  static Action action(Finding finding, KeyRules rules, boolean graceOver) {
    return switch (finding) {
      case Finding.Available available -> Action.PROCEED;
      case Finding.AvailableWithWarning warned ->
          customerKeyExpired(warned) ? tolerated(rules.onExpiredCustomerKey()) : Action.PROCEED;
      case Finding.Unavailable unavailable -> stop(rules.onUnavailable());
      case Finding.Lost lost -> stop(rules.onUnavailable());
      case Finding.Unknown unknown -> graceOver ? stop(rules.onUnknown()) : Action.WAIT;
      case Finding.Unverified unverified -> tolerated(rules.onUnverified());
    };
  }

  /** Of several warnings only the one that can stop a backup is a cause. */
  private static List<Problem> causes(Finding finding) {
    return finding instanceof Finding.AvailableWithWarning warned
        ? warned.warnings().stream().filter(Gate::customerKeyExpired).toList()
        : finding.problems();
  }

  private static boolean customerKeyExpired(Problem warning) {
    return warning.code() == Code.CUSTOMER_KEY_EXPIRED;
  }

  private static boolean customerKeyExpired(Finding.AvailableWithWarning warned) {
    return warned.warnings().stream().anyMatch(Gate::customerKeyExpired);
  }

  private static Action stop(KeyRules.Stop stop) {
    return switch (stop) {
      case REFUSE -> Action.REFUSE;
      case HOLD -> Action.HOLD;
    };
  }

  private static Action tolerated(KeyRules.Tolerance tolerance) {
    return switch (tolerance) {
      case PROCEED -> Action.PROCEED;
      case REFUSE -> Action.REFUSE;
    };
  }
}
