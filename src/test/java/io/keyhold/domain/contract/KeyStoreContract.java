package io.keyhold.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.Code;
import io.keyhold.domain.KeyAttributes;
import io.keyhold.domain.KeyReading;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.KeyStore;
import io.keyhold.domain.UnwrapReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link KeyStore} does. */
public abstract class KeyStoreContract {

  protected abstract KeyStore store();

  /** An enabled key or secret; the reference names its exact version. */
  protected abstract KeyRef given(KeyRef.Kind kind);

  /** A BEK wrapped by this key. */
  protected abstract KeyRef givenBek(KeyRef kek);

  protected abstract void disable(KeyRef ref);

  /** Deletes the object so that it can be recovered, and lets the seconds pass until that shows. */
  protected abstract void delete(KeyRef ref);

  /** The store answers nothing about this vault, because it lacks the right. */
  protected abstract void deny(KeyRef ref);

  /** A newer version of the same object, which becomes the current one. */
  protected abstract KeyRef newer(KeyRef ref);

  /** The exact version of an object that never was. */
  protected abstract KeyRef nothing(KeyRef.Kind kind);

  private KeyAttributes found(KeyRef ref) {
    KeyReading reading = store().read(ref);
    assertThat(reading).isInstanceOf(KeyReading.Found.class);
    return ((KeyReading.Found) reading).attributes();
  }

  @ParameterizedTest
  @EnumSource(KeyRef.Kind.class)
  void anEnabledVersionIsFound(KeyRef.Kind kind) {
    KeyRef ref = given(kind);
    KeyAttributes is = found(ref);
    assertThat(is.version()).isEqualTo(ref.version().orElseThrow());
    assertThat(is.enabled()).isTrue();
    assertThat(is.expires()).isEmpty();
    assertThat(is.operations().isPresent()).isEqualTo(kind == KeyRef.Kind.KEY);
  }

  @ParameterizedTest
  @EnumSource(KeyRef.Kind.class)
  void aDisabledVersionIsFoundAndSaysSo(KeyRef.Kind kind) {
    KeyRef ref = given(kind);
    disable(ref);
    assertThat(found(ref).enabled()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(KeyRef.Kind.class)
  void withoutAVersionTheCurrentOneIsReadEvenWhenItIsDisabled(KeyRef.Kind kind) {
    KeyRef old = given(kind);
    KeyRef current = newer(old);
    disable(current);
    KeyAttributes is = found(KeyRef.parse(old.object()).orElseThrow());
    assertThat(is.version()).isEqualTo(current.version().orElseThrow());
    assertThat(is.enabled()).isFalse();
    assertThat(found(old).enabled()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(KeyRef.Kind.class)
  void aDeletedObjectIsDeletedAndNotAbsent(KeyRef.Kind kind) {
    KeyRef ref = given(kind);
    delete(ref);
    assertThat(store().read(ref))
        .isInstanceOfSatisfying(
            KeyReading.Deleted.class, deleted -> assertThat(deleted.scheduledPurge()).isPresent());
  }

  @ParameterizedTest
  @EnumSource(KeyRef.Kind.class)
  void whatNeverWasIsAbsent(KeyRef.Kind kind) {
    assertThat(store().read(nothing(kind))).isEqualTo(new KeyReading.Absent());
  }

  @ParameterizedTest
  @EnumSource(KeyRef.Kind.class)
  void aRefusalIsNoAnswerAndNeverAbsent(KeyRef.Kind kind) {
    KeyRef ref = given(kind);
    deny(ref);
    assertThat(store().read(ref))
        .isInstanceOfSatisfying(
            KeyReading.NoAnswer.class,
            none -> assertThat(none.cause().code()).isEqualTo(Code.VAULT_ACCESS_DENIED));
  }

  @Test
  void aKeyUnwrapsTheBekThatItWrapped() {
    KeyRef kek = given(KeyRef.Kind.KEY);
    assertThat(store().unwrap(kek, givenBek(kek))).isEqualTo(new UnwrapReading.Unwraps());
  }

  @Test
  void aSecretWithAValueOpens() {
    assertThat(store().open(given(KeyRef.Kind.SECRET))).isEqualTo(new UnwrapReading.Unwraps());
  }

  @Test
  void aDisabledKeyDoesNotUnwrap() {
    KeyRef kek = given(KeyRef.Kind.KEY);
    KeyRef bek = givenBek(kek);
    disable(kek);
    assertDoesNot(store().unwrap(kek, bek), Code.KEY_DISABLED, kek);
  }

  @Test
  void aDisabledSecretDoesNotOpen() {
    KeyRef secret = given(KeyRef.Kind.SECRET);
    disable(secret);
    assertDoesNot(store().open(secret), Code.SECRET_DISABLED, secret);
  }

  @Test
  void aDisabledBekCannotBeUnwrapped() {
    KeyRef kek = given(KeyRef.Kind.KEY);
    KeyRef bek = givenBek(kek);
    disable(bek);
    assertDoesNot(store().unwrap(kek, bek), Code.SECRET_DISABLED, bek);
  }

  @Test
  void aRefusalSaysNothingAboutUnwrapping() {
    KeyRef kek = given(KeyRef.Kind.KEY);
    KeyRef bek = givenBek(kek);
    deny(kek);
    assertThat(store().unwrap(kek, bek)).isInstanceOf(UnwrapReading.NoAnswer.class);
  }

  protected static void assertDoesNot(UnwrapReading reading, Code code, KeyRef subject) {
    assertThat(reading)
        .isInstanceOfSatisfying(
            UnwrapReading.DoesNotUnwrap.class,
            failed -> {
              assertThat(failed.cause().code()).isEqualTo(code);
              assertThat(failed.cause().subject()).isEqualTo(subject.url());
            });
  }
}
