package io.keyhold.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Disks;
import io.keyhold.domain.Made;
import io.keyhold.domain.Policy;
import io.keyhold.domain.Progress;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link Disks} does. */
public abstract class DisksContract {

  protected abstract Disks disks();

  /** A snapshot from which a disk can be made. */
  protected abstract ArmId givenSnapshot();

  /** An id of a disk that does not exist. */
  protected abstract ArmId newId();

  /** Lets the time pass that making a disk takes. */
  protected abstract void later();

  protected Disks.Wanted wanted(ArmId id, ArmId snapshot) {
    return new Disks.Wanted(
        id,
        snapshot,
        Samples.REGION,
        Optional.of("StandardSSD_LRS"),
        Optional.empty(),
        Optional.empty(),
        false,
        Policy.NetworkAccess.DENY_ALL,
        Map.of("keyhold-restore", "restore-1"));
  }

  @Test
  void aDiskThatIsNotThereHasNoState() {
    assertThat(disks().status(newId())).isEmpty();
  }

  @Test
  void aDiskIsReadySomeTimeAfterItWasAskedForAndCarriesItsTags() {
    ArmId id = newId();
    disks().create(wanted(id, givenSnapshot()));
    assertThat(disks().status(id)).isPresent();
    later();
    assertThat(disks().status(id))
        .contains(new Made(Progress.READY, Map.of("keyhold-restore", "restore-1")));
  }

  @Test
  void aDeletedDiskIsGoneWhenDeleteReturns() {
    ArmId id = newId();
    disks().create(wanted(id, givenSnapshot()));
    later();
    disks().delete(id);
    assertThat(disks().status(id)).isEmpty();
  }

  @Test
  void deletingADiskThatIsNotThereIsNoError() {
    ArmId id = newId();
    disks().delete(id);
    assertThat(disks().status(id)).isEmpty();
  }
}
