package io.keyhold.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiskSelectionTest {

  private static final String SUBSCRIPTION = "11111111-1111-1111-1111-111111111111";

  @Test
  void ordinaryDisksAreTaken() {
    DiskSelection selection =
        select(MachineFacts.none(), disk(Lun.OS).made(), disk(Lun.data(0)).made());

    assertThat(selection.taken()).hasSize(2);
    assertThat(selection.leftOut()).isEmpty();
    assertThat(selection.refusals()).isEmpty();
  }

  @Test
  void anExcludedOrSharedDiskIsLeftOutWithItsReason() {
    DiskSelection selection =
        select(
            MachineFacts.none(),
            disk(Lun.OS).made(),
            disk(Lun.data(0)).tagged(Map.of("KEYHOLD-exclude", "scratch")).made(),
            disk(Lun.data(1)).asShared().made());

    assertThat(selection.taken()).extracting(Disk::lun).containsExactly(Lun.OS);
    assertThat(codes(selection.leftOut())).containsExactly(Code.DISK_EXCLUDED, Code.DISK_SHARED);
    assertThat(selection.leftOut().get(0).detail()).contains("scratch");
    assertThat(selection.refusals()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UltraSSD_LRS", "PremiumV2_LRS", "premiumv2_lrs"})
  void aDiskWhoseSnapshotIsNotUsableAtOnceRefusesTheMachine(String sku) {
    DiskSelection selection =
        select(MachineFacts.none(), disk(Lun.OS).made(), disk(Lun.data(0)).of(sku).made());

    assertThat(codes(selection.refusals())).containsExactly(Code.DISK_NOT_SUPPORTED);
  }

  @ParameterizedTest
  @CsvSource({
    "ConfidentialVM_DiskEncryptedWithPlatformKey, , true",
    "confidentialvm_nonpersistedtpm, , true",
    ", ConfidentialVM, true",
    "TrustedLaunch, TrustedLaunch, false",
    ", , false"
  })
  void aConfidentialOsDiskRefusesTheMachine(String ofDisk, String ofMachine, boolean refused) {
    DiskSelection selection =
        select(facts(Optional.empty(), ofMachine), disk(Lun.OS).secured(ofDisk).made());

    assertThat(codes(selection.refusals()).contains(Code.DISK_CONFIDENTIAL)).isEqualTo(refused);
  }

  @Test
  void aDataDiskOfAConfidentialMachineIsNotConfidentialByThat() {
    DiskSelection selection =
        select(
            facts(Optional.empty(), "ConfidentialVM"),
            disk(Lun.OS).tagged(Map.of("keyhold-exclude", "confidential")).made(),
            disk(Lun.data(0)).made());

    assertThat(selection.refusals()).isEmpty();
    assertThat(selection.taken()).hasSize(1);
  }

  @Test
  void anEphemeralOsDiskIsLeftOutWhereOtherDisksRemain() {
    DiskSelection selection = select(facts(Optional.of("os"), null), disk(Lun.data(0)).made());

    assertThat(codes(selection.leftOut())).containsExactly(Code.DISK_EPHEMERAL);
    assertThat(selection.refusals()).isEmpty();
  }

  @Test
  void whereNothingRemainsTheReasonsRefuseTheMachine() {
    assertThat(codes(select(facts(Optional.of("os"), null)).refusals()))
        .containsExactly(Code.DISK_EPHEMERAL);
    assertThat(codes(select(MachineFacts.none(), disk(Lun.OS).asShared().made()).refusals()))
        .containsExactly(Code.DISK_SHARED);
    assertThat(
            codes(
                select(
                        MachineFacts.none(),
                        disk(Lun.OS).tagged(Map.of("keyhold-exclude", "no")).made())
                    .refusals()))
        .containsExactly(Code.NO_DISKS);
  }

  private static DiskSelection select(MachineFacts facts, Disk... disks) {
    MachineSummary summary =
        new MachineSummary(
            ArmId.compute(SUBSCRIPTION, "prod", "virtualMachines", "vm"),
            "vm-1",
            "westeurope",
            Map.of());
    return DiskSelection.of(new Machine(summary, List.of(disks), List.of(), Set.of(), facts));
  }

  private static MachineFacts facts(Optional<String> ephemeral, String securityType) {
    return new MachineFacts(
        ephemeral,
        false,
        Optional.ofNullable(securityType),
        GuestReport.nothing(),
        Optional.empty());
  }

  private static List<Code> codes(List<Problem> problems) {
    return problems.stream().map(Problem::code).toList();
  }

  private static Plan disk(Lun lun) {
    return new Plan(lun, "Premium_LRS", Optional.empty(), Map.of(), false);
  }

  private record Plan(
      Lun lun, String sku, Optional<String> security, Map<String, String> tags, boolean shared) {
    Plan of(String other) {
      return new Plan(lun, other, security, tags, shared);
    }

    Plan secured(String type) {
      return new Plan(lun, sku, Optional.ofNullable(type), tags, shared);
    }

    Plan tagged(Map<String, String> others) {
      return new Plan(lun, sku, security, others, shared);
    }

    Plan asShared() {
      return new Plan(lun, sku, security, tags, true);
    }

    Disk made() {
      return new Disk(
          ArmId.compute(SUBSCRIPTION, "prod", "disks", "vm-" + lun.suffix()),
          "u",
          lun,
          1L,
          new Disk.DiskTraits(
              "westeurope",
              Optional.of(sku),
              Optional.empty(),
              Optional.empty(),
              security,
              Optional.empty()),
          new AtRest.PlatformKey(),
          List.of(),
          tags,
          shared);
    }
  }
}
