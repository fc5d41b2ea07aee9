package io.keyhold.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.Leases;
import io.keyhold.domain.Leases.Lease;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What every {@link Leases} does. */
public abstract class LeasesContract {

  protected abstract Leases leases();

  /** A name that no other test uses. */
  protected abstract String newName();

  /** Time passes for the store of the leases. */
  protected abstract void pass(Duration time);

  @Test
  void onlyOneHoldsIt() {
    String name = newName();
    assertThat(leases().acquire(name)).isPresent();
    assertThat(leases().acquire(name)).isEmpty();
    assertThat(leases().acquire(newName())).isPresent();
  }

  @Test
  void whoGivesItBackLetsTheNextOneHaveIt() {
    String name = newName();
    leases().acquire(name).orElseThrow().release();
    assertThat(leases().acquire(name)).isPresent();
  }

  @Test
  void aHolderThatDiedHoldsNothingUpForLongerThanItsTime() {
    String name = newName();
    assertThat(leases().acquire(name)).isPresent();
    pass(Leases.TIME.minusSeconds(2));
    assertThat(leases().acquire(name)).isEmpty();
    pass(Duration.ofSeconds(3));
    assertThat(leases().acquire(name)).isPresent();
  }

  @Test
  void whoRenewsItGoesOnHoldingIt() {
    String name = newName();
    Lease lease = leases().acquire(name).orElseThrow();
    for (int times = 0; times < 3; times++) {
      pass(Duration.ofSeconds(45));
      assertThat(lease.renew()).isTrue();
    }
    assertThat(leases().acquire(name)).isEmpty();
  }

  @Test
  void whatRanOutAndNobodyTookCanBeRenewed() {
    Lease lease = leases().acquire(newName()).orElseThrow();
    pass(Leases.TIME.plusSeconds(5));
    assertThat(lease.renew()).isTrue();
  }

  @Test
  void whatAnotherHasByNowCanBeNeitherRenewedNorGivenBack() {
    String name = newName();
    Lease late = leases().acquire(name).orElseThrow();
    pass(Leases.TIME.plusSeconds(1));
    Lease other = leases().acquire(name).orElseThrow();
    assertThat(late.renew()).isFalse();
    late.release();
    assertThat(leases().acquire(name)).isEmpty();
    assertThat(other.renew()).isTrue();
  }
}
