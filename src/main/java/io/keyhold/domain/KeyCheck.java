package io.keyhold.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks one dependency: what is checked is what the recovery point depends on (design.md, rule 3):
 * the exact version for keys inside the guest, the set and its current key for customer-managed
 * ones.
 */
public final class KeyCheck {

  /** A fresh delete looks like a purge for some seconds; a loss is said only after this pause. */
  static final Duration SECOND_LOOK = Duration.ofSeconds(30);

  private final KeyStore keys;
  private final EncryptionSets sets;
  private final Waiting waiting;
  private final InstantSource clock;

  public KeyCheck(KeyStore keys, EncryptionSets sets, Waiting waiting, InstantSource clock) {
    this.keys = keys;
    this.sets = sets;
    this.waiting = waiting;
    this.clock = clock;
  }

  /** One verdict, or several for a set whose rotation is under way; never none. */
  public List<Verdict> check(Dependency dependency, KeyRules.Check depth) {
    return switch (dependency) {
      case Dependency.ExactSecret needed -> List.of(secret(needed.secret(), depth));
      case Dependency.ExactKey needed -> List.of(kek(needed, depth));
      case Dependency.EncryptionSet needed -> set(needed.set());
      case Dependency.Elsewhere kept -> List.of(elsewhere(kept.where()));
      case Dependency.CloudLink cloudLink -> List.of(cloudLink(cloudLink.center()));
    };
  }

  /** A secret that was named without a version gets the verdict of its current one, pinned. */
  private Verdict secret(KeyRef named, KeyRules.Check depth) {
    KeyReading reading = surely(named);
    KeyRef secret = pinned(named, reading);
    Finding finding = KeyJudge.inGuest(secret, reading, clock.instant());
    if (depth == KeyRules.Check.UNWRAP && usable(finding)) {
      finding = afterTrying(keys.open(secret), finding);
    }
    return Verdict.of(secret, finding, clock.instant());
  }

  private static KeyRef pinned(KeyRef named, KeyReading reading) {
    return named.version().isEmpty() && reading instanceof KeyReading.Found found
        ? named.at(found.attributes().version())
        : named;
  }

  private Verdict kek(Dependency.ExactKey needed, KeyRules.Check depth) {
    Finding finding = KeyJudge.inGuest(needed.kek(), surely(needed.kek()), clock.instant());
    if (depth == KeyRules.Check.UNWRAP && usable(finding)) {
      finding = afterTrying(keys.unwrap(needed.kek(), needed.bek()), finding);
    }
    return Verdict.of(needed.kek(), finding, clock.instant());
  }

  private List<Verdict> set(ArmId set) {
    return switch (sets.read(set)) {
      case SetReading.NoAnswer unknown ->
          List.of(aboutSet(set, new Finding.Unknown(unknown.cause())));
      case SetReading.Absent absent ->
          List.of(aboutSet(set, unavailable(Code.SET_MISSING, set, "the set does not exist")));
      case SetReading.Found found -> keysOf(set, found);
    };
  }

  private List<Verdict> keysOf(ArmId set, SetReading.Found found) {
    if (!found.hasIdentity()) {
      return List.of(
          aboutSet(set, unavailable(Code.SET_WITHOUT_IDENTITY, set, "the set has no identity")));
    }
    if (found.rotationError().isPresent()) {
      String error = Text.shown(found.rotationError().get());
      return List.of(aboutSet(set, unavailable(Code.SET_ROTATION_ERROR, set, error)));
    }
    if (found.activeKey().isEmpty()) {
      return List.of(
          aboutSet(set, unavailable(Code.SET_WITHOUT_KEY, set, "the set names no readable key")));
    }
    List<Verdict> verdicts = new ArrayList<>();
    verdicts.add(keyOfSet(found.activeKey().get()));
    found.previousKeys().forEach(previous -> verdicts.add(keyOfSet(previous)));
    return List.copyOf(verdicts);
  }

  /** The set, not Keyhold, must read the key: a refusal to Keyhold is unverified, not unknown. */
  private Verdict keyOfSet(KeyRef key) {
    Finding finding = KeyJudge.ofSet(key, surely(key), clock.instant());
    if (finding instanceof Finding.Unknown unknown && refusedToKeyhold(unknown.cause().code())) {
      finding =
          new Finding.Unverified(
              new Problem(Code.VAULT_OF_SET_REFUSES, key.url(), unknown.cause().detail()));
    }
    return Verdict.of(key, finding, clock.instant());
  }

  private static boolean refusedToKeyhold(Code code) {
    return code == Code.VAULT_ACCESS_DENIED || code == Code.VAULT_FIREWALL;
  }

  private Verdict elsewhere(String where) {
    Problem kept =
        new Problem(Code.KEY_KEPT_ELSEWHERE, where, "the key is said to be kept in " + where);
    return new Verdict(where, Optional.empty(), new Finding.Unverified(kept), clock.instant());
  }

  /** Whether the Center still has the machine's keys is not something that this release asks. */
  private Verdict cloudLink(Optional<String> center) {
    String named = "cloudlink:" + center.orElse("unknown");
    Problem missing =
        new Problem(
            Code.CLOUDLINK_UNVERIFIED,
            named,
            "missing are a CloudLink Center that Keyhold may ask, and a backup of that Center newer"
                + " than the machine's last change of keys");
    return new Verdict(named, Optional.empty(), new Finding.Unverified(missing), clock.instant());
  }

  private KeyReading surely(KeyRef ref) {
    KeyReading first = keys.read(ref);
    if (first instanceof KeyReading.Absent) {
      waiting.pause(SECOND_LOOK);
      return keys.read(ref);
    }
    return first;
  }

  private static Finding afterTrying(UnwrapReading tried, Finding otherwise) {
    return switch (tried) {
      case UnwrapReading.Unwraps works -> otherwise;
      case UnwrapReading.DoesNotUnwrap failed ->
          new Finding.Unavailable(failed.cause(), Optional.empty());
      case UnwrapReading.NoAnswer unknown -> new Finding.Unknown(unknown.cause());
    };
  }

  private static boolean usable(Finding finding) {
    return finding instanceof Finding.Available || finding instanceof Finding.AvailableWithWarning;
  }

  private static Finding unavailable(Code code, ArmId set, String detail) {
    return new Finding.Unavailable(new Problem(code, set.value(), detail), Optional.empty());
  }

  private Verdict aboutSet(ArmId set, Finding finding) {
    Instant now = clock.instant();
    return new Verdict(set.value(), Optional.empty(), finding, now);
  }
}
