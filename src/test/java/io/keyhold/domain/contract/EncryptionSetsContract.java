package io.keyhold.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.EncryptionSets;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.SetReading;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link EncryptionSets} does. */
public abstract class EncryptionSetsContract {

  protected abstract EncryptionSets sets();

  protected abstract ArmId givenSet(SetReading.Found as);

  protected abstract ArmId noSet();

  private static SetReading.Found found(
      boolean hasIdentity,
      Optional<KeyRef> activeKey,
      List<KeyRef> previousKeys,
      Optional<String> rotationError,
      boolean doubled) {
    return new SetReading.Found(
        hasIdentity, activeKey, previousKeys, rotationError, Samples.REGION, doubled);
  }

  protected static KeyRef key(int version) {
    return Samples.key("kv-prod", "cmk", version);
  }

  @Test
  void aHealthySetIsReadWithItsKey() {
    SetReading.Found healthy = found(true, Optional.of(key(1)), List.of(), Optional.empty(), false);
    assertThat(sets().read(givenSet(healthy))).isEqualTo(healthy);
  }

  @Test
  void aSetWithThePlatformsKeyAsWellSaysSo() {
    SetReading.Found doubled = found(true, Optional.of(key(1)), List.of(), Optional.empty(), true);
    assertThat(sets().read(givenSet(doubled))).isEqualTo(doubled);
  }

  @Test
  void aSetThatRotatesShowsItsPreviousKeys() {
    SetReading.Found rotating =
        found(true, Optional.of(key(2)), List.of(key(1)), Optional.empty(), false);
    assertThat(sets().read(givenSet(rotating))).isEqualTo(rotating);
  }

  @Test
  void aSetCanHaveLostItsIdentity() {
    SetReading.Found bare = found(false, Optional.of(key(1)), List.of(), Optional.empty(), false);
    assertThat(sets().read(givenSet(bare))).isEqualTo(bare);
  }

  @Test
  void anErrorOfItsRotationIsShown() {
    SetReading.Found failed =
        found(
            true,
            Optional.of(key(1)),
            List.of(),
            Optional.of("KeyVaultAccessForbidden: the set may not read the key"),
            false);
    assertThat(sets().read(givenSet(failed))).isEqualTo(failed);
  }

  @Test
  void aSetThatIsNotThereIsAbsent() {
    assertThat(sets().read(noSet())).isEqualTo(new SetReading.Absent());
  }
}
