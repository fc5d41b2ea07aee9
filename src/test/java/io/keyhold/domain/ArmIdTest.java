package io.keyhold.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArmIdTest {

  private static final String DISK =
      "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/Prod"
          + "/providers/Microsoft.Compute/disks/Web-1_OsDisk";

  @Test
  void thePartsAreKeptAsTheyWereWritten() {
    ArmId id = new ArmId(DISK);

    assertThat(id.subscription()).isEqualTo("11111111-1111-1111-1111-111111111111");
    assertThat(id.resourceGroup()).isEqualTo("Prod");
    assertThat(id.type()).isEqualTo("Microsoft.Compute/disks");
    assertThat(id.name()).isEqualTo("Web-1_OsDisk");
    assertThat(id).hasToString(DISK);
  }

  @Test
  void idsAreEqualWhateverTheirLetters() {
    ArmId upper = new ArmId(DISK.toUpperCase(Locale.ROOT));

    assertThat(upper).isEqualTo(new ArmId(DISK)).hasSameHashCodeAs(new ArmId(DISK));
    assertThat(upper.value()).isNotEqualTo(DISK);
    assertThat(upper.folded()).isEqualTo(new ArmId(DISK).folded());
  }

  @Test
  void theNameOfAChildIsItsLastPart() {
    assertThat(new ArmId(DISK + "/extensions/Ade").name()).isEqualTo("Ade");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/subscriptions/1",
        "/subscriptions/1/resourceGroups/rg",
        "subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/disks/d",
        "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/disks",
        "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/disks/",
        "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/disks/d/x",
        "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/disks/d?x=1",
        "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/disks/d#x",
        "/subscriptions/1/resourceGroups/r g/providers/Microsoft.Compute/disks/d",
        "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Compute/disks/d\n",
        "/subscriptions/../resourceGroups/rg/providers/Microsoft.Compute/disks/d",
        "https://management.azure.com/subscriptions/1/resourceGroups/rg/providers/M.C/disks/d"
      })
  void whatIsNoIdIsRefused(String text) {
    assertThat(ArmId.parse(text)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new ArmId(text));
  }

  @Test
  void aHostileTextIsRefusedSoon() {
    assertThat(ArmId.parse("/subscriptions/1/resourceGroups/" + "a/".repeat(200_000))).isEmpty();
  }
}
