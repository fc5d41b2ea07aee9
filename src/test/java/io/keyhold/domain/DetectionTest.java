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

class DetectionTest {

  private static final String SUBSCRIPTION = "11111111-1111-1111-1111-111111111111";
  private static final String VERSION = "0123456789abcdef0123456789abcdef";
  private static final String BEK = "https://kv-prod.vault.azure.net/secrets/bek/" + VERSION;
  private static final String KEK = "https://kv-prod.vault.azure.net/keys/kek/" + VERSION;
  private static final ArmId SET = ArmId.compute(SUBSCRIPTION, "keys", "diskEncryptionSets", "des");
  private static final KeyRules RULES = KeyRules.defaults(Set.of("KV-Prod"));

  @Test
  void nothingVisibleAndNothingDeclaredIsSaidToBeUndeclared() {
    assertThat(detect(disk(Lun.OS), Map.of(), List.of()))
        .isEqualTo(new DiskEncryption(new AtRest.PlatformKey(), new InGuest.Undeclared()));
  }

  @Test
  void theReferencesOnTheDiskAreReadVolumeByVolume() {
    Disk disk = disk(Lun.data(0), ade(BEK, KEK), ade(BEK, null));

    assertThat(inGuest(disk, Map.of()))
        .isEqualTo(
            new InGuest.AzureDiskEncryption(
                List.of(
                    new InGuest.Volume(ref(BEK), Optional.of(ref(KEK))),
                    new InGuest.Volume(ref(BEK), Optional.empty()))));
  }

  @Test
  void theReferencesOfDualPassOnTheMachineBelongToTheOsDiskOnly() {
    List<AdeVolume> model = List.of(ade(BEK, KEK));

    assertThat(detect(disk(Lun.OS), Map.of(), model).inGuest())
        .isInstanceOf(InGuest.AzureDiskEncryption.class);
    assertThat(detect(disk(Lun.data(0)), Map.of(), model).inGuest())
        .isEqualTo(new InGuest.Undeclared());
  }

  @Test
  void theReferencesOnTheDiskWinOverThoseOnTheMachine() {
    String other = "https://kv-prod.vault.azure.net/secrets/other/" + VERSION;

    assertThat(detect(disk(Lun.OS, ade(BEK, null)), Map.of(), List.of(ade(other, null))).inGuest())
        .isEqualTo(
            new InGuest.AzureDiskEncryption(
                List.of(new InGuest.Volume(ref(BEK), Optional.empty()))));
  }

  /** Secret and key of a volume; the third column is what the detail has to show. */
  @ParameterizedTest
  @CsvSource({
    ", , no secret URL",
    ", https://kv-prod.vault.azure.net/keys/kek/0123456789abcdef0123456789abcdef, no secret URL",
    "https://kv-prod.vault.azure.net/secrets/bek, , secrets/bek",
    "https://kv-prod.vault.azure.net/keys/k/0123456789abcdef0123456789abcdef, , keys/k",
    "https://evil.example/secrets/bek/0123456789abcdef0123456789abcdef, , evil.example",
    "https://kv-prod.vault.azure.net/secrets/bek/0123456789abcdef0123456789abcdef, "
        + "https://kv-prod.vault.azure.net/keys/kek, keys/kek",
    "https://kv-prod.vault.azure.net/secrets/bek/0123456789abcdef0123456789abcdef, none, none"
  })
  void aReferenceThatCannotBeReadIsNotOverlooked(String secret, String key, String shown) {
    assertThat(inGuest(disk(Lun.OS, ade(BEK, KEK), ade(secret, key)), Map.of()))
        .isInstanceOfSatisfying(
            InGuest.Unacceptable.class,
            refused -> {
              assertThat(refused.problem().code()).isEqualTo(Code.KEY_REFERENCE_UNREADABLE);
              assertThat(refused.problem().detail()).contains(shown);
            });
  }

  @Test
  void theTagOfTheDiskWinsOverTheTagOfTheMachine() {
    Map<String, String> machine = Map.of("keyhold-key", "external:the safe");

    assertThat(inGuest(tagged(Map.of("Keyhold-Key", " " + BEK + " ")), machine))
        .isEqualTo(new InGuest.SelfManaged(ref(BEK)));
    assertThat(inGuest(tagged(Map.of()), machine))
        .isEqualTo(new InGuest.KeptElsewhere("external:the safe"));
  }

  @Test
  void aSecretMayBeNamedWithoutAVersion() {
    String current = "https://kv-prod.vault.azure.net/secrets/luks";

    assertThat(inGuest(tagged(Map.of("keyhold-key", current)), Map.of()))
        .isEqualTo(new InGuest.SelfManaged(ref(current)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yes",
        "https://kv-prod.vault.azure.net/keys/kek",
        "https://hsm1.managedhsm.azure.net/secrets/luks",
        "https://kv-prod.vault.azure.net.evil.example/secrets/luks",
        "http://kv-prod.vault.azure.net/secrets/luks",
        "extern:the safe"
      })
  void aTagThatNamesNoSecretIsRefused(String tag) {
    refused(tag, Code.TAG_NAMES_NO_SECRET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://kv-other.vault.azure.net/secrets/luks",
        "https://kv-prod2.vault.azure.net/secrets/luks"
      })
  void aTagThatNamesAVaultThatThePolicyDoesNotAllowIsRefused(String tag) {
    refused(tag, Code.VAULT_NOT_ALLOWED);
  }

  private static void refused(String tag, Code code) {
    assertThat(inGuest(tagged(Map.of("keyhold-key", tag)), Map.of()))
        .isInstanceOfSatisfying(
            InGuest.Unacceptable.class,
            refused -> assertThat(refused.problem().code()).isEqualTo(code));
  }

  @Test
  void bothLayersAreDependedOn() {
    DiskEncryption encryption =
        new DiskEncryption(
            new AtRest.CustomerKey(SET, false),
            new InGuest.AzureDiskEncryption(
                List.of(new InGuest.Volume(ref(BEK), Optional.of(ref(KEK))))));

    assertThat(encryption.dependencies())
        .containsExactly(
            new Dependency.ExactSecret(ref(BEK)),
            new Dependency.ExactKey(ref(KEK), ref(BEK)),
            new Dependency.EncryptionSet(SET));
  }

  @Test
  void eachKindOfEncryptionHasItsDependencies() {
    assertThat(dependencies(new InGuest.Undeclared())).isEmpty();
    assertThat(dependencies(new InGuest.SelfManaged(ref(BEK))))
        .containsExactly(new Dependency.ExactSecret(ref(BEK)));
    assertThat(dependencies(new InGuest.KeptElsewhere("external:x")))
        .containsExactly(new Dependency.Elsewhere("external:x"));
  }

  @Test
  void aDiskThatNamesNoSecretTakesTheReferencesOfTheMachine() {
    assertThat(detect(disk(Lun.OS, ade(null, null)), Map.of(), List.of(ade(BEK, KEK))).inGuest())
        .isInstanceOf(InGuest.AzureDiskEncryption.class);
  }

  @Test
  void theSecretThatTheExtensionNamesIsTheLastPlaceToLook() {
    GuestReport report =
        new GuestReport(Optional.empty(), Optional.empty(), List.of(ade(BEK, null)));

    assertThat(detect(disk(Lun.OS), report, Set.of()).inGuest())
        .isEqualTo(
            new InGuest.AzureDiskEncryption(
                List.of(new InGuest.Volume(ref(BEK), Optional.empty()))));
    assertThat(detect(disk(Lun.data(0)), report, Set.of()).inGuest())
        .isEqualTo(new InGuest.Undeclared());
  }

  @Test
  void anOsVolumeThatIsEncryptedAndNamesNoKeyIsRefused() {
    assertThat(detect(disk(Lun.OS), saying(AdeStatus.Content.ENCRYPTED), Set.of()).inGuest())
        .isInstanceOf(InGuest.Unacceptable.class);
    for (AdeStatus.Content other :
        List.of(
            AdeStatus.Content.NOT_ENCRYPTED,
            AdeStatus.Content.CHANGING,
            AdeStatus.Content.NOT_SAID)) {
      assertThat(detect(disk(Lun.OS), saying(other), Set.of()).inGuest())
          .isEqualTo(new InGuest.Undeclared());
    }
  }

  @Test
  void cloudLinkIsSeenByItsExtensionWhereTheOwnerDeclaresNothing() {
    Set<String> extensions = Set.of("cloudlinkemc.securevm.cloudlinksecurevmlinuxagent");

    assertThat(detect(disk(Lun.data(1)), GuestReport.nothing(), extensions).inGuest())
        .isEqualTo(new InGuest.CloudLink(Optional.of("clc.example.org")));
    assertThat(
            detect(
                    tagged(Map.of("keyhold-key", "external:the safe")),
                    GuestReport.nothing(),
                    extensions)
                .inGuest())
        .isInstanceOf(InGuest.KeptElsewhere.class);
    assertThat(
            detect(disk(Lun.data(1)), GuestReport.nothing(), Set.of("cloudlinkemc.securevmx.a"))
                .inGuest())
        .isEqualTo(new InGuest.Undeclared());
    assertThat(dependencies(new InGuest.CloudLink(Optional.empty())))
        .containsExactly(new Dependency.CloudLink(Optional.empty()));
  }

  private static GuestReport saying(AdeStatus.Content os) {
    return new GuestReport(
        Optional.empty(), Optional.of(new AdeStatus(os, AdeStatus.Content.NOT_SAID)), List.of());
  }

  private static DiskEncryption detect(Disk disk, GuestReport report, Set<String> extensions) {
    ArmId id = ArmId.compute(SUBSCRIPTION, "prod", "virtualMachines", "web-1");
    MachineSummary summary = new MachineSummary(id, "a1b2", "westeurope", Map.of());
    MachineFacts facts =
        new MachineFacts(
            Optional.empty(), false, Optional.empty(), report, Optional.of("clc.example.org"));
    return Detection.of(
        disk, new Machine(summary, List.of(disk), List.of(), extensions, facts), RULES);
  }

  private static List<Dependency> dependencies(InGuest inGuest) {
    return new DiskEncryption(new AtRest.PlatformKey(), inGuest).dependencies();
  }

  private static InGuest inGuest(Disk disk, Map<String, String> machineTags) {
    return detect(disk, machineTags, List.of()).inGuest();
  }

  private static DiskEncryption detect(
      Disk disk, Map<String, String> machineTags, List<AdeVolume> model) {
    ArmId id = ArmId.compute(SUBSCRIPTION, "prod", "virtualMachines", "web-1");
    MachineSummary summary = new MachineSummary(id, "a1b2", "westeurope", machineTags);
    return Detection.of(disk, new Machine(summary, List.of(disk), model, Set.of()), RULES);
  }

  private static Disk tagged(Map<String, String> tags) {
    return disk(Lun.data(0), List.of(), tags);
  }

  private static Disk disk(Lun lun, AdeVolume... volumes) {
    return disk(lun, List.of(volumes), Map.of());
  }

  private static Disk disk(Lun lun, List<AdeVolume> volumes, Map<String, String> tags) {
    Disk.DiskTraits traits =
        new Disk.DiskTraits(
            "westeurope",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    ArmId id = ArmId.compute(SUBSCRIPTION, "prod", "disks", "d");
    return new Disk(id, "u", lun, 1L, traits, new AtRest.PlatformKey(), volumes, tags);
  }

  private static AdeVolume ade(String secret, String key) {
    return new AdeVolume(Optional.ofNullable(secret), Optional.ofNullable(key));
  }

  private static KeyRef ref(String url) {
    return KeyRef.parse(url).orElseThrow();
  }
}
