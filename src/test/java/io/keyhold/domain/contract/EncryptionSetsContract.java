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

  protected static KeyRef key(int version) {
    return Samples.key("kv-prod", "cmk", version);
  }

  @Test
  void aHealthySetIsReadWithItsKey() {
    SetReading.Found healthy =
        new SetReading.Found(true, Optional.of(key(1)), List.of(), Optional.empty());
    assertThat(sets().read(givenSet(healthy))).isEqualTo(healthy);
  }

  @Test
  void aSetThatRotatesShowsItsPreviousKeys() {
    SetReading.Found rotating =
        new SetReading.Found(true, Optional.of(key(2)), List.of(key(1)), Optional.empty());
    assertThat(sets().read(givenSet(rotating))).isEqualTo(rotating);
  }

  @Test
  void aSetCanHaveLostItsIdentity() {
    SetReading.Found bare =
        new SetReading.Found(false, Optional.of(key(1)), List.of(), Optional.empty());
    assertThat(sets().read(givenSet(bare))).isEqualTo(bare);
  }

  @Test
  void anErrorOfItsRotationIsShown() {
    SetReading.Found failed =
        new SetReading.Found(
            true,
            Optional.of(key(1)),
            List.of(),
            Optional.of("KeyVaultAccessForbidden: the set may not read the key"));
    assertThat(sets().read(givenSet(failed))).isEqualTo(failed);
  }

  @Test
  void aSetThatIsNotThereIsAbsent() {
    assertThat(sets().read(noSet())).isEqualTo(new SetReading.Absent());
  }
}
