package io.keyhold.fake;

import io.keyhold.domain.Code;
import io.keyhold.domain.KeyReading;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.KeyStore;
import io.keyhold.domain.contract.KeyStoreContract;
import io.keyhold.domain.contract.Samples;
import java.time.Instant;
import java.util.Optional;

class FakeKeyStoreTest extends KeyStoreContract {

  private final FakeKeyStore store = new FakeKeyStore();
  private int versions;

  @Override
  protected KeyStore store() {
    return store;
  }

  @Override
  protected KeyRef given(KeyRef.Kind kind) {
    KeyRef ref = nothing(kind);
    store.available(ref);
    return ref;
  }

  @Override
  protected KeyRef givenBek(KeyRef kek) {
    return given(KeyRef.Kind.SECRET);
  }

  @Override
  protected void disable(KeyRef ref) {
    store.disabled(ref);
  }

  @Override
  protected void delete(KeyRef ref) {
    store.put(ref, new KeyReading.Deleted(Optional.of(Instant.parse("2027-02-22T00:00:00Z"))));
  }

  @Override
  protected void deny(KeyRef ref) {
    store.silent(ref, Code.VAULT_ACCESS_DENIED);
  }

  @Override
  protected KeyRef newer(KeyRef ref) {
    KeyRef next = ref.at("%032x".formatted(++versions));
    store.available(next);
    return next;
  }

  @Override
  protected KeyRef nothing(KeyRef.Kind kind) {
    return switch (kind) {
      case KEY -> Samples.key("kv-prod", "object", ++versions);
      case SECRET -> Samples.secret("kv-prod", "object", ++versions);
    };
  }
}
