package io.keyhold.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.InGuest;
import io.keyhold.domain.Lun;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.contract.Samples;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KitTest {

  private static RecoveryPoint everything() {
    return PlanSamples.taken(PlanSamples.all("Windows"), Optional.of(PlanSamples.model("Windows")));
  }

  private static final String KIT = Kit.text(everything(), 2);

  @Test
  void itNamesPointMachineSnapshotsKeysAndWhenTheyWereSeen() {
    assertThat(KIT)
        .contains(
            everything().id().value(),
            everything().origin().machine().value(),
            "2026-11-24T01:00:00Z",
            Samples.id("snapshots", "kh-lun3").value(),
            PlanSamples.BEK.object(),
            PlanSamples.BEK.version().orElseThrow(),
            PlanSamples.KEK.version().orElseThrow(),
            "| available |",
            "2028-09-15");
  }

  @Test
  void everyAzLineExistsWithItsOptions() {
    assertThat(AzReference.checkScript(KIT)).isGreaterThan(40);
    AzReference.checkScript(Kit.text(PlanSamples.copied(PlanSamples.all("Linux")), 4));
  }

  @Test
  void theSamePointGivesTheSameText() {
    assertThat(Kit.text(everything(), 2)).isEqualTo(KIT);
  }

  @Test
  void aMachineIsBuiltAsItWasStoppedAndWithoutAnAddress() {
    assertThat(KIT)
        .contains(
            "--size 'Standard_D4s_v5'",
            "--security-type 'TrustedLaunch'",
            "--enable-secure-boot true --enable-vtpm true",
            "--encryption-at-host true",
            "--plan-name 'plan' --plan-product 'product' --plan-publisher 'publisher'",
            "az vm deallocate",
            "--lun 0 --caching 'ReadOnly' --enable-write-accelerator")
        .doesNotContain("--public-ip-address");
  }

  @Test
  void aDiskUnderACustomerKeyIsMadeUnderItsSetAgain() {
    assertThat(KIT)
        .contains(
            "--encryption-type EncryptionAtRestWithPlatformAndCustomerKeys --disk-encryption-set '"
                + PlanSamples.set("set").value()
                + "'");
  }

  @Test
  void copiesAreRestoredInTheirRegionUnderTheirOwnSet() {
    assertThat(KIT).doesNotContain("Or from the copies");
    String kit = Kit.text(PlanSamples.copied(PlanSamples.all("Linux")), 4);
    String copies = kit.substring(kit.indexOf("Or from the copies in northeurope"));
    assertThat(copies.substring(0, copies.indexOf("## 4")))
        .contains(
            "LOCATION='northeurope'",
            Samples.id("snapshots", "copy-os").value(),
            "--encryption-type EncryptionAtRestWithCustomerKey",
            PlanSamples.set("set-north").value())
        .doesNotContain("--zone '1'");
  }

  @Test
  void textsFromOutsideNeitherRunNorBreakThePage() {
    assertThat(KIT)
        .contains("external:the safe \\`rm -rf /\\`", "clc\\|example")
        .doesNotContain("safe `rm");
    RecoveryPoint hostile =
        PlanSamples.taken(
            List.of(
                PlanSamples.disk(
                    Lun.OS,
                    Optional.of("Linux'; touch /tmp/x; '"),
                    new InGuest.KeptElsewhere("external:\n```\n# gone"))),
            Optional.empty());
    assertThat(Kit.text(hostile, 2))
        .contains("--os-type 'Linux'\\''; touch /tmp/x; '\\'''")
        .doesNotContain("\n```\n# gone");
  }

  @Test
  void noTagOfTheMachineIsInIt() {
    assertThat(KIT).doesNotContain("Tr0ub4dor", "keyhold-policy");
  }

  @Test
  void everyDisabledOrDeletedKeyHasItsWayBack() {
    assertThat(KIT)
        .contains(
            "az keyvault secret set-attributes --id '" + PlanSamples.BEK.url() + "' --enabled true",
            "az keyvault key set-attributes --id '" + PlanSamples.KEK.url() + "' --enabled true",
            "az keyvault key recover --vault-name 'kv-prod' --name 'kek'",
            "az keyvault secret recover --vault-name 'kv-own' --name 'phrase'",
            "az keyvault recover --name 'kv-own'",
            "az disk-encryption-set show");
  }

  @Test
  void aPointThatNeedsNoKeySaysSo() {
    RecoveryPoint plain =
        PlanSamples.taken(
            List.of(PlanSamples.disk(Lun.OS, Optional.of("Linux"), new InGuest.Undeclared())),
            Optional.empty());
    assertThat(Kit.text(plain, 2))
        .contains("Nothing is needed but the platform's own keys", "No key of a vault is needed")
        .doesNotContain("Horizon");
  }
}
