package io.keyhold.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Look;
import io.keyhold.domain.Subnets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link Subnets} does. */
public abstract class SubnetsContract {

  protected abstract Subnets subnets();

  /** A subnet in the region of the samples. */
  protected abstract ArmId givenSubnet();

  /** A subnet that does not exist, of a network that does. */
  protected abstract ArmId noSubnet();

  protected abstract ArmId noNetwork();

  @Test
  void aSubnetIsWhereItsNetworkIs() {
    assertThat(subnets().read(givenSubnet()))
        .isEqualTo(new Look.Seen<>(new Subnets.Subnet(Samples.REGION, Optional.empty())));
  }

  @Test
  void aSubnetThatIsNotThereIsAbsent() {
    assertThat(subnets().read(noSubnet())).isEqualTo(new Look.Absent<Subnets.Subnet>());
    assertThat(subnets().read(noNetwork())).isEqualTo(new Look.Absent<Subnets.Subnet>());
  }
}
