package io.keyhold.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointIdTest {

  private static final Instant SLOT = Instant.parse("2026-11-24T01:00:00Z");

  /** Frozen: the id of every point ever written follows from it. */
  @Test
  void theIdFollowsFromMachinePolicyAndSlot() {
    assertThat(PointId.scheduled("A1B2", "daily", SLOT))
        .hasToString(
            "20261124T010000Z-" + Text.sha256("a1b2|daily|2026-11-24T01:00:00Z").substring(0, 12))
        .isEqualTo(PointId.scheduled("a1b2", "daily", SLOT));
  }

  @Test
  void anotherMachinePolicySlotOrRequestHasAnotherId() {
    PointId id = PointId.scheduled("a1b2", "daily", SLOT);

    assertThat(PointId.scheduled("a1b3", "daily", SLOT)).isNotEqualTo(id);
    assertThat(PointId.scheduled("a1b2", "Daily", SLOT)).isNotEqualTo(id);
    assertThat(PointId.scheduled("a1b2", "daily", SLOT.plusSeconds(1))).isNotEqualTo(id);
    assertThat(PointId.requested("a1b2", "daily", SLOT, "by-hand")).isNotEqualTo(id);
    assertThat(PointId.requested("a1b2", "daily", SLOT, "by-hand"))
        .isEqualTo(PointId.requested("a1b2", "daily", SLOT, "by-hand"))
        .isNotEqualTo(PointId.requested("a1b2", "daily", SLOT, "By-hand"));
  }

  @Test
  void theSlotIsReadBackAndSorts() {
    PointId id = PointId.scheduled("a1b2", "daily", SLOT);

    assertThat(id.slot()).isEqualTo(SLOT);
    assertThat(id.value()).startsWith(PointId.prefix(SLOT) + "-");
    assertThat(id).isLessThan(PointId.scheduled("a1b2", "daily", SLOT.plusSeconds(1)));
    assertThat(PointId.parse(id.value())).contains(id);
  }

  @Test
  void everythingMadeForItHasANameThatFollows() {
    PointId id = new PointId("20261124T010000Z-0123456789ab");

    assertThat(id.snapshotName(Lun.OS)).isEqualTo("kh-20261124T010000Z-0123456789ab-os");
    assertThat(id.snapshotName(Lun.data(7))).isEqualTo("kh-20261124T010000Z-0123456789ab-lun7");
    assertThat(id.snapshotName(Lun.data(63))).hasSizeLessThanOrEqualTo(80);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "20261124T010000Z",
        "20261124T010000Z-",
        "20261124T010000Z-0123456789AB",
        "20261124T010000Z-0123456789abc",
        "2026-11-24T01:00:00Z-0123456789ab",
        "20261124T010000Z-0123456789ab\n",
        "../20261124T010000Z-0123456789ab",
        "٢٠٢٦1124T010000Z-0123456789ab"
      })
  void whatHasNotTheFormIsNoId(String text) {
    assertThat(PointId.parse(text)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new PointId(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "20261324T010000Z-0123456789ab",
        "20260230T010000Z-0123456789ab",
        "20261124T240000Z-0123456789ab",
        "20261124T016000Z-0123456789ab"
      })
  void aDayOrTimeThatDoesNotExistIsNoId(String text) {
    assertThat(PointId.parse(text)).isEmpty();
  }
}
