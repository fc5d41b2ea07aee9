package io.keyhold.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.DataRight;
import io.keyhold.domain.GroupId;
import io.keyhold.domain.KeyRules;
import io.keyhold.domain.Lun;
import io.keyhold.domain.Policies;
import io.keyhold.domain.Policy;
import io.keyhold.domain.Problem;
import io.keyhold.fake.FakeWorld;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckAccessTest {

  private static final String CLIENT = "bbbbbbbb-0000-4000-8000-00000000000b";
  private static final URI CATALOGUE = URI.create("https://keyholdstate.blob.core.windows.net");

  private final FakeWorld world = new FakeWorld();

  private List<Finding> check(String app) {
    return check(app, new Question(Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private List<Finding> check(String app, Question question) {
    CheckAccess access = access(Optional.of(app));
    List<Finding> all = new ArrayList<>();
    Optional<String> after = question.after();
    do {
      CheckAccess.Page page =
          access.page(new Question(question.target(), question.subnet(), after));
      all.addAll(page.findings());
      after = page.continuation();
    } while (after.isPresent());
    return all;
  }

  private CheckAccess access(Optional<String> app) {
    return world.useCases().checkAccess(here(app));
  }

  private static Installation here(Optional<String> app) {
    return new Installation(
        app, Optional.of(CLIENT), CATALOGUE, Optional.of(CATALOGUE.resolve("/policies/p.json")));
  }

  private static List<String> missing(List<Finding> findings) {
    return findings.stream()
        .flatMap(
            finding ->
                finding.missing().stream()
                    .map(one -> one.action() + " @ " + finding.place().shown()))
        .toList();
  }

  private static List<String> shown(List<Finding> findings) {
    return findings.stream().map(finding -> finding.place().shown()).toList();
  }

  @Test
  void whoHasEverythingLacksNothingAndWhatWasNotAskedIsUnknown() {
    List<Finding> found = check("restore");
    assertThat(missing(found)).isEmpty();
    assertThat(found)
        .filteredOn(finding -> finding.state().equals("unknown"))
        .extracting(finding -> finding.place().kind())
        .containsExactlyInAnyOrder(ScopeKind.QUEUES, ScopeKind.TARGETS, ScopeKind.NETWORKS);
  }

  @Test
  void targetAndSubnetAreAskedForWhereTheyAreNamed() {
    GroupId target = new GroupId(FakeWorld.SUBSCRIPTION, "restored");
    Question question =
        new Question(Optional.of(target), Optional.of(FakeWorld.SUBNET), Optional.empty());
    world.groups.deny("Microsoft.Compute/disks/write");

    List<Finding> found = check("restore", question);

    assertThat(shown(found)).contains(target.value(), FakeWorld.SUBNET.value());
    assertThat(missing(found)).containsExactly("Microsoft.Compute/disks/write @ " + target.value());
  }

  @Test
  void whatIsMissingIsNamedWithItsReasonAndTheLineThatGivesIt() {
    world.groups.deny("Microsoft.Compute/snapshots/write");

    List<Finding> found = check("backup");

    String group = "/subscriptions/" + FakeWorld.SUBSCRIPTION + "/resourceGroups/keyhold-snapshots";
    assertThat(missing(found)).containsExactly("Microsoft.Compute/snapshots/write @ " + group);
    Finding finding =
        found.stream().filter(one -> one.state().equals("missing")).findFirst().orElseThrow();
    assertThat(finding.granted()).isEqualTo(2);
    assertThat(finding.checkedAt()).isEqualTo(FakeWorld.START);
    assertThat(finding.missing().getFirst().why()).startsWith("Snapshots are made");
    assertThat(finding.missing().getFirst().remedy())
        .isEqualTo(
            "az role assignment create --assignee %s --role keyhold-backup-snapshots --scope \"%s\""
                .formatted(CLIENT, group));
    assertThat(finding.role().orElseThrow())
        .startsWith("az role definition create --role-definition '{\"Name\":")
        .contains("\"keyhold-backup-snapshots\"", "\"Microsoft.Compute/snapshots/write\"")
        .contains("\"/subscriptions/" + FakeWorld.SUBSCRIPTION + "\"");
  }

  @Test
  void machinesAreLookedAtPageByPageForTheGroupsOfTheirDisksAndTheVaultsOfTheirKeys() {
    for (int machine = 0; machine < MachinePlaces.PAGE + 5; machine++) {
      world.machine(
          "m%02d".formatted(machine),
          FakeWorld.ade("d%02d".formatted(machine), Lun.OS, FakeWorld.bek(1), Optional.empty()));
    }
    world.rules(KeyRules.defaults(Set.of()));

    CheckAccess.Page first = access(Optional.of("backup")).page(question(Optional.empty()));
    CheckAccess.Page second = access(Optional.of("backup")).page(question(first.continuation()));
    CheckAccess.Page third = access(Optional.of("backup")).page(question(second.continuation()));

    assertThat(shown(first.findings())).doesNotContain("vault kv-prod");
    assertThat(shown(second.findings()))
        .containsExactlyInAnyOrder(
            "/subscriptions/" + FakeWorld.SUBSCRIPTION + "/resourceGroups/prod", "vault kv-prod");
    assertThat(third.continuation()).isEmpty();
  }

  private static Question question(Optional<String> after) {
    return new Question(Optional.empty(), Optional.empty(), after);
  }

  @Test
  void rightsToKeyMaterialAreAskedForOnlyWhereAPolicyUnwraps() {
    assertThat(check("backup")).isNotEmpty();
    assertThat(world.dataAccess.asked()).noneMatch(asked -> asked.contains("UNWRAP"));

    KeyRules plain = KeyRules.defaults(Set.of("kv-prod"));
    world.rules(
        new KeyRules(
            plain.allowedVaults(),
            KeyRules.Check.UNWRAP,
            plain.onUnavailable(),
            plain.onUnknown(),
            plain.grace(),
            plain.onUnverified(),
            plain.onExpiredCustomerKey()));
    world.dataAccess.deny(DataRight.UNWRAP);

    assertThat(missing(check("backup")))
        .containsExactly("Microsoft.KeyVault/vaults/keys/unwrap/action @ vault kv-prod");
  }

  @Test
  void theRetentionAppAsksNoVault() {
    assertThat(check("retention")).noneMatch(finding -> finding.place().kind() == ScopeKind.VAULT);
    assertThat(world.dataAccess.asked()).noneMatch(asked -> asked.startsWith("kv-"));
  }

  @Test
  void whatGivesNoAnswerIsUnknownAndNeverMissing() {
    world.groups.silent(Code.CLOUD_TIMEOUT);
    world.dataAccess.silent(Code.VAULT_FIREWALL);

    List<Finding> found = check("backup");

    assertThat(missing(found)).isEmpty();
    assertThat(found).allMatch(finding -> finding.state().equals("unknown"));
    assertThat(found).allMatch(finding -> finding.granted() == 0);
  }

  @Test
  void withoutPoliciesTheContainersAreStillAskedForAndTheReasonIsSaid() {
    world.policiesAre(
        new Policies.Reading.Unreadable(
            new Problem(Code.POLICIES_UNREADABLE, "blob", "403 AuthorizationPermissionMismatch")));
    world.dataAccess.deny(DataRight.READ_BLOB);

    CheckAccess.Page page = access(Optional.of("backup")).page(question(Optional.empty()));

    assertThat(page.problems()).extracting(Problem::code).containsExactly(Code.POLICIES_UNREADABLE);
    assertThat(page.continuation()).isEmpty();
    assertThat(missing(page.findings()))
        .contains("%sread @ %s/policies".formatted(BLOBS, CATALOGUE));
  }

  private static final String BLOBS =
      "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/";

  @Test
  void aSetOfTheCopiesIsReadInItsOwnGroup() {
    ArmId set = ArmId.compute(FakeWorld.SUBSCRIPTION, "sets", "diskEncryptionSets", "des");
    world.copyTo(new Policy.CopyTarget("northeurope", "keyhold-copies", Optional.of(set), false));
    world.groups.deny("Microsoft.Compute/diskEncryptionSets/read");

    assertThat(missing(check("restore")))
        .containsExactly("Microsoft.Compute/diskEncryptionSets/read @ " + GroupId.of(set).value());
  }

  @Test
  void aProcessOfAllAppsNeedsTheRightsOfAllAndAnUnknownAppIsASetting() {
    assertThat(access(Optional.empty()).page(question(Optional.empty())).findings())
        .extracting(finding -> finding.place().kind())
        .contains(ScopeKind.VAULT, ScopeKind.TARGETS, ScopeKind.SNAPSHOTS);
    assertThatThrownBy(() -> access(Optional.of("backups")))
        .isInstanceOfSatisfying(
            CloudFailure.class,
            failure -> assertThat(failure.problem().code()).isEqualTo(Code.SETTINGS_INVALID));
  }
}
