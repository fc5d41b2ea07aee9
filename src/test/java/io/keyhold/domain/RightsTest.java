package io.keyhold.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RightsTest {

  private static final String WRITE = "Microsoft.Compute/disks/write";

  private static Rights of(List<String> actions, List<String> notActions) {
    return new Rights(List.of(new Rights.Grant(actions, notActions)));
  }

  @ParameterizedTest
  @CsvSource({
    "*, true",
    "Microsoft.Compute/disks/write, true",
    "microsoft.compute/DISKS/write, true",
    "Microsoft.Compute/*, true",
    "Microsoft.Compute/*/write, true",
    "*/write, true",
    "Microsoft.*/disks/*, true",
    "Microsoft.Compute/disks/write*, true",
    "Microsoft.Compute/disks/*write, true",
    "*/read, false",
    "Microsoft.Compute/disks, false",
    "Microsoft.Compute/disks/w, false",
    "Microsoft.Network/*, false",
    "Microsoft.Compute/disks/write/*, false",
    "*/disks/write/write, false",
    "'', false"
  })
  void anActionIsAllowedByAPatternOfIt(String pattern, boolean allowed) {
    assertThat(of(List.of(pattern), List.of()).allow(WRITE)).isEqualTo(allowed);
  }

  @Test
  void whatARoleTakesOutAnotherMayGive() {
    Rights.Grant without = new Rights.Grant(List.of("*"), List.of("Microsoft.Compute/disks/*"));
    Rights.Grant reader = new Rights.Grant(List.of("*/read"), List.of());
    assertThat(new Rights(List.of(without)).allow("Microsoft.Compute/disks/read")).isFalse();
    assertThat(new Rights(List.of(without, reader)).allow("Microsoft.Compute/disks/read")).isTrue();
    assertThat(new Rights(List.of(without, reader)).missing(List.of(WRITE, "A/b/read")))
        .containsExactly(WRITE);
  }

  @Test
  void withoutAnyRoleNothingIsAllowed() {
    assertThat(new Rights(List.of()).allow(WRITE)).isFalse();
  }
}
