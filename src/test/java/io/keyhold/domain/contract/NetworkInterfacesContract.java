package io.keyhold.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Made;
import io.keyhold.domain.NetworkInterfaces;
import io.keyhold.domain.Progress;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link NetworkInterfaces} does. */
public abstract class NetworkInterfacesContract {

  protected abstract NetworkInterfaces nics();

  /** A subnet in the region of the samples. */
  protected abstract ArmId givenSubnet();

  /** An id of an interface that does not exist. */
  protected abstract ArmId newId();

  /** Lets the time pass that making an interface takes. */
  protected abstract void later();

  protected NetworkInterfaces.Wanted wanted(ArmId id) {
    return new NetworkInterfaces.Wanted(
        id, givenSubnet(), Samples.REGION, Map.of("keyhold-restore", "restore-1"));
  }

  @Test
  void anInterfaceThatIsNotThereHasNoState() {
    assertThat(nics().status(newId())).isEmpty();
  }

  @Test
  void anInterfaceIsReadySomeTimeAfterItWasAskedForAndCarriesItsTags() {
    ArmId id = newId();
    nics().create(wanted(id));
    later();
    assertThat(nics().status(id))
        .contains(new Made(Progress.READY, Map.of("keyhold-restore", "restore-1")));
  }

  @Test
  void askingAgainChangesNothing() {
    ArmId id = newId();
    nics().create(wanted(id));
    later();
    nics().create(wanted(id));
    later();
    assertThat(nics().status(id).orElseThrow().progress()).isEqualTo(Progress.READY);
  }

  @Test
  void aDeletedInterfaceIsGoneWhenDeleteReturns() {
    ArmId id = newId();
    nics().create(wanted(id));
    later();
    nics().delete(id);
    assertThat(nics().status(id)).isEmpty();
  }

  @Test
  void deletingAnInterfaceThatIsNotThereIsNoError() {
    ArmId id = newId();
    nics().delete(id);
    assertThat(nics().status(id)).isEmpty();
  }
}
