package io.keyhold.json;

import io.keyhold.domain.KeyRules;
import io.keyhold.domain.Policy;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** The words of the policy document; each is read by the same switch that writes it. */
public final class PolicyWords {

  private PolicyWords() {}

  public static String of(KeyRules.Check check) {
    return switch (check) {
      case METADATA -> "metadata";
      case UNWRAP -> "unwrap";
    };
  }

  public static String of(KeyRules.Stop stop) {
    return switch (stop) {
      case REFUSE -> "refuse";
      case HOLD -> "hold";
    };
  }

  public static String of(KeyRules.Tolerance tolerance) {
    return switch (tolerance) {
      case PROCEED -> "proceed";
      case REFUSE -> "refuse";
    };
  }

  public static Optional<Policy.NetworkAccess> networkAccess(String word) {
    return find(Policy.NetworkAccess.values(), Policy.NetworkAccess::text, word);
  }

  public static Optional<KeyRules.Check> check(String word) {
    return find(KeyRules.Check.values(), PolicyWords::of, word);
  }

  public static Optional<KeyRules.Stop> stop(String word) {
    return find(KeyRules.Stop.values(), PolicyWords::of, word);
  }

  public static Optional<KeyRules.Tolerance> tolerance(String word) {
    return find(KeyRules.Tolerance.values(), PolicyWords::of, word);
  }

  private static <E> Optional<E> find(E[] all, Function<E, String> writer, String word) {
    return Arrays.stream(all).filter(one -> writer.apply(one).equals(word)).findFirst();
  }
}
