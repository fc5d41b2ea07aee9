package io.keyhold.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One region has one name here, however it is written. */
class RegionTest {

  @Test
  void theNameOnThePortalAndTheNameInTheListsAreOneRegion() {
    assertThat(Region.same("North Europe", "northeurope")).isTrue();
    assertThat(Region.name("West US 2")).isEqualTo("westus2");
  }

  @Test
  void twoRegionsAreTwo() {
    assertThat(Region.same("westus", "westus2")).isFalse();
    assertThat(Region.same("northeurope", "")).isFalse();
  }
}
