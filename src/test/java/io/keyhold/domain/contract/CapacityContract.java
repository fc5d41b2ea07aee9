package io.keyhold.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.Capacity;
import io.keyhold.domain.Look;
import io.keyhold.domain.Quota;
import io.keyhold.domain.Sku;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link Capacity} does. */
public abstract class CapacityContract {

  private static final String SIZE = "Standard_D2s_v5";

  protected abstract Capacity capacity();

  protected abstract void quota(String name, long limit);

  /** Nobody in the subscription may use this size in the region of the samples. */
  protected abstract void restrict(String size);

  /** Nor that one in this zone. */
  protected abstract void restrict(String size, String zone);

  private Look<Sku> sku(String type, String name) {
    return capacity().sku(Samples.SUBSCRIPTION, Samples.REGION, type, name);
  }

  private Sku size(String name) {
    return ((Look.Seen<Sku>) sku(Capacity.MACHINES, name)).value();
  }

  @Test
  void aQuotaHasItsLimit() {
    quota("cores", 17);
    Map<String, Quota> quotas =
        ((Look.Seen<Map<String, Quota>>) capacity().quotas(Samples.SUBSCRIPTION, Samples.REGION))
            .value();
    assertThat(quotas.get("cores").limit()).isEqualTo(17);
  }

  @Test
  void aSizeIsFoundWhateverItsLetters() {
    Sku size = size(SIZE.toLowerCase(Locale.ROOT));
    assertThat(size.name()).isEqualToIgnoringCase(SIZE);
    assertThat(size.family()).isPresent();
    assertThat(size.capability("vCPUs")).contains("2");
    assertThat(size.restricted()).isFalse();
    assertThat(size.zones()).containsExactly("1", "2", "3");
  }

  @Test
  void aSizeThatTheRegionDoesNotHaveIsAbsent() {
    assertThat(sku(Capacity.MACHINES, "Standard_Nothing")).isEqualTo(new Look.Absent<Sku>());
  }

  @Test
  void aSizeCanBeRestrictedInTheRegionOrInAZone() {
    restrict("Standard_D4s_v5");
    assertThat(size("Standard_D4s_v5").restricted()).isTrue();
    restrict("Standard_D8s_v5", "2");
    assertThat(size("Standard_D8s_v5").restricted()).isFalse();
    assertThat(size("Standard_D8s_v5").restrictedZones()).isEqualTo(List.of("2"));
    assertThat(size("Standard_D8s_v5").isIn("2")).isFalse();
    assertThat(size("Standard_D8s_v5").isIn("1")).isTrue();
  }

  @Test
  void kindsOfDisksAreInZonesToo() {
    assertThat(((Look.Seen<Sku>) sku(Capacity.DISKS, "Premium_LRS")).value().isIn("3")).isTrue();
  }
}
