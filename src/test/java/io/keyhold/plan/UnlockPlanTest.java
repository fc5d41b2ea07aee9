package io.keyhold.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.DiskRecord;
import io.keyhold.domain.InGuest;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.Lun;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.contract.Samples;
import io.keyhold.e2e.Needs;
import io.keyhold.e2e.Programs;
import io.keyhold.plan.UnlockPlan.Shell;
import io.keyhold.plan.UnlockPlan.Step;
import io.keyhold.plan.UnlockPlan.Use;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnlockPlanTest {

  private static UnlockPlan plan(InGuest inGuest, String os) {
    return plans(List.of(PlanSamples.disk(Lun.OS, Optional.of(os), inGuest))).getFirst();
  }

  private static List<UnlockPlan> plans(List<DiskRecord> disks) {
    RecoveryPoint point = PlanSamples.taken(disks, Optional.empty());
    return disks.stream().map(disk -> UnlockPlan.of(point, disk)).toList();
  }

  private static List<UnlockPlan> everyPlan() {
    return Stream.of("Linux", "Windows", "Plan9")
        .flatMap(os -> plans(PlanSamples.all(os)).stream())
        .toList();
  }

  private static String commands(UnlockPlan plan, Use use) {
    return plan.steps().stream()
        .filter(step -> step.use() == use)
        .flatMap(step -> step.command().stream())
        .map(UnlockPlan.Command::text)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void aPlanNamesTheExactVersionsOfSecretAndKey() {
    assertThat(commands(plan(PlanSamples.ade(true), "Linux"), Use.FETCH))
        .contains(
            "az keyvault secret show --id '" + PlanSamples.BEK.url() + "'",
            "--url '" + PlanSamples.KEK.url() + "/unwrapkey?api-version=7.4'",
            "--resource 'https://vault.azure.net'");
  }

  @Test
  void everyOpeningStepHasACheckBeforeIt() {
    for (UnlockPlan plan : everyPlan()) {
      List<Use> sinceFound = new ArrayList<>();
      for (Step step : plan.steps()) {
        if (step.use() == Use.FIND) {
          sinceFound.clear();
        }
        if (step.use() == Use.OPEN) {
          assertThat(sinceFound).as(plan.scheme() + ": " + step.text()).contains(Use.CHECK);
        }
        sinceFound.add(step.use());
      }
    }
  }

  @Test
  void linuxVolumesAreForCryptsetup() {
    UnlockPlan plan = plan(PlanSamples.ade(false), "Linux");
    assertThat(commands(plan, Use.CHECK))
        .contains("cryptsetup open --verbose --test-passphrase")
        .doesNotContain("bitlk");
    assertThat(commands(plan, Use.OPEN))
        .contains("cryptsetup open --readonly")
        .doesNotContain("manage-bde");
  }

  @Test
  void windowsVolumesAreForDislockerCryptsetupAndManageBde() {
    UnlockPlan plan = plan(PlanSamples.ade(false), "Windows");
    assertThat(commands(plan, Use.CHECK))
        .contains(
            "cryptsetup open --verbose --type bitlk --test-passphrase",
            "dislocker-file -f key",
            "manage-bde -protectors -get $drive");
    assertThat(commands(plan, Use.FIND)).contains("dislocker-metadata", PlanSamples.GUID);
    assertThat(commands(plan, Use.OPEN))
        .contains("dislocker -r -f key", "manage-bde -unlock $drive -RecoveryKey $key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Linux", "Windows"})
  void aDataDiskIsOpenedAsTheSystemOfItsMachineDoes(String os) {
    DiskRecord data = PlanSamples.disk(Lun.data(3), Optional.empty(), PlanSamples.ade(false));
    DiskRecord osDisk = PlanSamples.disk(Lun.OS, Optional.of(os), new InGuest.Undeclared());
    RecoveryPoint byModel = PlanSamples.taken(List.of(data), Optional.of(PlanSamples.model(os)));
    RecoveryPoint byOsDisk = PlanSamples.taken(List.of(osDisk, data), Optional.empty());
    for (RecoveryPoint point : List.of(byModel, byOsDisk)) {
      assertThat(commands(UnlockPlan.of(point, data), Use.CHECK).contains("dislocker"))
          .isEqualTo(os.equals("Windows"));
    }
  }

  @Test
  void whereNobodyKnowsTheSystemThePlanHasTheStepsOfBoth() {
    DiskRecord data = PlanSamples.disk(Lun.data(3), Optional.empty(), PlanSamples.ade(false));
    assertThat(commands(plans(List.of(data)).getFirst(), Use.FIND))
        .contains("isLuks", "BitLocker", "manage-bde");
  }

  @Test
  void theHeaderOfALinuxOsDiskIsLookedForOnItsBootPartition() {
    UnlockPlan plan = plan(PlanSamples.ade(true), "Linux");
    assertThat(commands(plan, Use.FIND)).contains("boot/luks/osluksheader");
    assertThat(commands(plan, Use.CHECK)).contains("${HEADER:+--header \"$HEADER\"}");
    assertThat(commands(plan, Use.OPEN)).contains("${HEADER:+--header \"$HEADER\"}");
  }

  @Test
  void severalVolumesOfADiskHaveTheirOwnKeysAndNames() {
    UnlockPlan plan = plans(PlanSamples.all("Linux")).get(2);
    assertThat(commands(plan, Use.FETCH)).contains("> key-1", "> key-2");
    assertThat(commands(plan, Use.FIND)).contains("--key-file key-1", "--key-file key-2");
    assertThat(commands(plan, Use.OPEN)).contains("keyhold-lun1-1", "keyhold-lun1-2");
  }

  @Test
  void theEndOfAzureDiskEncryptionIsSaidOnItsDisksOnly() {
    for (UnlockPlan plan : everyPlan()) {
      assertThat(plan.horizon().map(horizon -> horizon.on().toString()))
          .isEqualTo(
              Optional.of("2028-09-15").filter(any -> plan.scheme().equals("azureDiskEncryption")));
    }
  }

  @Test
  void keyMaterialIsNeverAnArgumentOfAProgram() {
    for (UnlockPlan plan : everyPlan()) {
      for (Step step : plan.steps()) {
        assertThat(step.command().map(UnlockPlan.Command::text).orElse(""))
            .doesNotContainPattern("(cryptsetup|dislocker|manage-bde).*\\$\\(az")
            .doesNotContainPattern("dislocker\\S* .*-[pu][0-9$\"']")
            .doesNotContainPattern("(^|[|;] *)echo .*(TYPED|SAS|cat)\\b");
      }
    }
  }

  @Test
  void keysAreInMemoryOnlyAndWipedAtTheEnd() {
    for (UnlockPlan plan : everyPlan()) {
      boolean fetched = commands(plan, Use.FETCH).contains("> key");
      assertThat(commands(plan, Use.PREPARE).contains("/dev/shm")).isEqualTo(fetched);
      assertThat(commands(plan, Use.WIPE).contains("shred -u")).isEqualTo(fetched);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vault.azure.cn", "vault.usgovcloudapi.net"})
  void aVaultOfAnotherCloudIsAskedWithATokenForThatCloud(String domain) {
    KeyRef kek =
        KeyRef.parse("https://kv-x." + domain + "/keys/kek/" + "a".repeat(32)).orElseThrow();
    InGuest ade =
        new InGuest.AzureDiskEncryption(
            List.of(new InGuest.Volume(PlanSamples.BEK, Optional.of(kek))));
    assertThat(commands(plan(ade, "Linux"), Use.FETCH))
        .contains("--resource 'https://" + domain + "'");
  }

  @Test
  void aSecretWhoseNameIsNoGuidIsNotLookedForInTheMetadata() {
    InGuest ade =
        new InGuest.AzureDiskEncryption(
            List.of(
                new InGuest.Volume(Samples.secret("kv-prod", "bek-of-vm1", 1), Optional.empty())));
    assertThat(commands(plan(ade, "Windows"), Use.FIND))
        .doesNotContain("bek-of-vm1")
        .contains("BitLocker");
  }

  @Test
  void bashUnderstandsEveryCommandAndEveryAzLineExists() {
    String bash = Needs.program("bash");
    int azLines = 0;
    for (UnlockPlan plan : everyPlan()) {
      StringBuilder script = new StringBuilder();
      for (Step step : plan.steps()) {
        String text = step.command().map(UnlockPlan.Command::text).orElse("");
        azLines += AzReference.checkScript(text);
        if (step.command().filter(command -> command.shell() == Shell.BASH).isPresent()) {
          script.append(text).append('\n');
        }
      }
      Programs.Ended parsed =
          Programs.run(script.toString().getBytes(StandardCharsets.UTF_8), List.of(bash, "-n"));
      assertThat(parsed.said()).as(script.toString()).isEmpty();
      assertThat(parsed.status()).isZero();
    }
    assertThat(azLines).isGreaterThan(20);
  }
}
