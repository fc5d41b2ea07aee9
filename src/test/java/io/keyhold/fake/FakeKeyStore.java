package io.keyhold.fake;

import io.keyhold.domain.Code;
import io.keyhold.domain.KeyAttributes;
import io.keyhold.domain.KeyReading;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.KeyStore;
import io.keyhold.domain.Problem;
import io.keyhold.domain.UnwrapReading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A key store in memory. It knows exact versions; asked without a version it answers with the one
 * that was put last. What was not put is absent; what is not scripted otherwise unwraps and opens.
 */
public final class FakeKeyStore implements KeyStore {

  private final Map<KeyRef, KeyReading> readings = new HashMap<>();
  private final Map<KeyRef, UnwrapReading> unwraps = new HashMap<>();
  private final List<String> calls = new ArrayList<>();

  /** This reading for exactly this version, and for its object without a version. */
  public synchronized FakeKeyStore put(KeyRef ref, KeyReading reading) {
    readings.put(ref, reading);
    KeyRef.parse(ref.object()).ifPresent(object -> readings.put(object, reading));
    return this;
  }

  /** An enabled, purge-protected key or secret without dates. */
  public FakeKeyStore available(KeyRef ref) {
    return put(ref, new KeyReading.Found(attributes(ref, true)));
  }

  public FakeKeyStore disabled(KeyRef ref) {
    return put(ref, new KeyReading.Found(attributes(ref, false)));
  }

  /** The store gives no answer about it, for this reason. */
  public FakeKeyStore silent(KeyRef ref, Code why) {
    Problem cause = new Problem(why, ref.url(), "the test wants no answer");
    synchronized (this) {
      unwraps.put(ref, new UnwrapReading.NoAnswer(cause));
    }
    return put(ref, new KeyReading.NoAnswer(cause));
  }

  /** What opening the secret, or unwrapping with the key, shall lead to. */
  public synchronized FakeKeyStore unwrapping(KeyRef ref, UnwrapReading reading) {
    unwraps.put(ref, reading);
    return this;
  }

  /** Every call so far, as {@code read|unwrap|open url}. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  @Override
  public synchronized KeyReading read(KeyRef ref) {
    calls.add("read " + ref.url());
    return readings.getOrDefault(ref, new KeyReading.Absent());
  }

  @Override
  public synchronized UnwrapReading unwrap(KeyRef kek, KeyRef bek) {
    calls.add("unwrap " + kek.url());
    return tried(bek, Code.SECRET_DISABLED, tried(kek, Code.KEY_DISABLED, unwrapped(kek)));
  }

  @Override
  public synchronized UnwrapReading open(KeyRef secret) {
    calls.add("open " + secret.url());
    return tried(secret, Code.SECRET_DISABLED, unwrapped(secret));
  }

  private UnwrapReading unwrapped(KeyRef ref) {
    return unwraps.getOrDefault(ref, new UnwrapReading.Unwraps());
  }

  private UnwrapReading tried(KeyRef ref, Code disabled, UnwrapReading otherwise) {
    return switch (readings.getOrDefault(ref, new KeyReading.Absent())) {
      case KeyReading.Found found ->
          found.attributes().enabled()
              ? otherwise
              : new UnwrapReading.DoesNotUnwrap(
                  new Problem(disabled, ref.url(), ref.url() + " is disabled"));
      case KeyReading.NoAnswer unknown -> new UnwrapReading.NoAnswer(unknown.cause());
      case KeyReading.Deleted deleted -> gone(ref);
      case KeyReading.VaultDeleted deleted -> gone(ref);
      case KeyReading.Absent absent -> gone(ref);
    };
  }

  private static UnwrapReading gone(KeyRef ref) {
    return new UnwrapReading.NoAnswer(
        new Problem(Code.VAULT_ERROR, ref.url(), ref.url() + " vanished while it was tried"));
  }

  private static KeyAttributes attributes(KeyRef ref, boolean enabled) {
    return new KeyAttributes(
        ref.version().orElse("00000000000000000000000000000001"),
        enabled,
        Optional.empty(),
        Optional.empty(),
        ref.kind() == KeyRef.Kind.KEY
            ? Optional.of(Set.of("wrapKey", "unwrapKey"))
            : Optional.empty(),
        false);
  }
}
