package io.keyhold.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From what a store says about a key to what that means for whoever depends on it. The same facts
 * mean different things for a key inside the guest and for the key of a disk encryption set: an
 * expired key still unwraps (azure-facts.md §3.1), but a set may stop the machine.
 */
final class KeyJudge {

  /** Key Vault announces an expiry 30 days ahead (azure-facts.md §3.8); so does Keyhold. */
  static final Duration NEAR = Duration.ofDays(30);

  private KeyJudge() {}

  /** A key or secret that is needed inside the guest. */
  static Finding inGuest(KeyRef ref, KeyReading reading, Instant now) {
    return judge(ref, reading, now, Code.KEY_EXPIRED, Code.KEY_NOT_YET_VALID, "unwrapKey");
  }

  /** The key of a disk encryption set: the platform wraps and unwraps with it. */
  static Finding ofSet(KeyRef ref, KeyReading reading, Instant now) {
    return judge(
        ref, reading, now, Code.CUSTOMER_KEY_EXPIRED, Code.CUSTOMER_KEY_NOT_YET_VALID, "unwrapKey");
  }

  private static Finding judge(
      KeyRef ref, KeyReading reading, Instant now, Code expired, Code early, String operation) {
    boolean key = ref.kind() == KeyRef.Kind.KEY;
    return switch (reading) {
      case KeyReading.Found found -> found(ref, found.attributes(), now, expired, early, operation);
      case KeyReading.Deleted deleted ->
          new Finding.Unavailable(
              problem(
                  key ? Code.KEY_DELETED : Code.SECRET_DELETED,
                  ref.object(),
                  ref.object() + " is deleted" + until(deleted.scheduledPurge())),
              deleted.scheduledPurge());
      case KeyReading.VaultDeleted gone ->
          new Finding.Unavailable(
              problem(
                  Code.VAULT_DELETED,
                  ref.vault(),
                  "the vault " + ref.vault() + " is deleted" + until(gone.scheduledPurge())),
              gone.scheduledPurge());
      case KeyReading.Absent absent ->
          new Finding.Lost(
              problem(
                  key ? Code.KEY_LOST : Code.SECRET_LOST,
                  ref.url(),
                  ref.url() + " was not found, nor among the deleted ones, twice"));
      case KeyReading.NoAnswer unknown -> new Finding.Unknown(unknown.cause());
    };
  }

  private static Finding found(
      KeyRef ref, KeyAttributes is, Instant now, Code expired, Code early, String operation) {
    if (!is.enabled()) {
      Code code = ref.kind() == KeyRef.Kind.KEY ? Code.KEY_DISABLED : Code.SECRET_DISABLED;
      return new Finding.Unavailable(
          problem(code, ref.at(is.version()).url(), ref.at(is.version()).url() + " is disabled"),
          Optional.empty());
    }
    if (is.operations().isPresent() && !is.operations().get().contains(operation)) {
      return new Finding.Unavailable(
          problem(Code.UNWRAP_NOT_PERMITTED, ref.url(), operation + " is not among its operations"),
          Optional.empty());
    }
    List<Problem> warnings = warnings(ref, is, now, expired, early);
    return warnings.isEmpty()
        ? new Finding.Available()
        : new Finding.AvailableWithWarning(warnings);
  }

  private static List<Problem> warnings(
      KeyRef ref, KeyAttributes is, Instant now, Code expired, Code early) {
    List<Problem> warnings = new ArrayList<>();
    is.expires()
        .filter(end -> end.isBefore(now.plus(NEAR)))
        .map(
            end ->
                end.isAfter(now)
                    ? problem(Code.KEY_NEAR_EXPIRY, ref.url(), "expires on " + end)
                    : problem(expired, ref.url(), "expired on " + end))
        .ifPresent(warnings::add);
    is.notBefore()
        .filter(start -> start.isAfter(now))
        .map(start -> problem(early, ref.url(), "is valid only from " + start))
        .ifPresent(warnings::add);
    if (is.purgeable()) {
      warnings.add(
          problem(
              Code.KEY_NOT_PURGE_PROTECTED,
              ref.object(),
              "the vault " + ref.vault() + " has no purge protection"));
    }
    return warnings;
  }

  private static String until(Optional<Instant> purge) {
    return purge.map(date -> " and will be purged on " + date).orElse("");
  }

  static Problem problem(Code code, String subject, String detail) {
    return new Problem(code, subject, detail);
  }
}
