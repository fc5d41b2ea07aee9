package io.keyhold.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.Code;
import io.keyhold.domain.InGuest;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.http.RequestLog.Entry;
import io.keyhold.local.keyvault.Stored;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The backup of every kind of machine, and what stops it, against the local Azure. */
class BackupGateTest {

  private static final byte[] PHRASE = TestStage.ascii("A".repeat(172));

  private final TestStage stage = new TestStage();

  @AfterEach
  void ruleOneHeld() {
    stage.close();
  }

  @Test
  void aWrappedBekIsCheckedByItsExactVersionsAndTaken() {
    Stored kek = stage.vault.keys().generate("kek", 2048);
    Stored bek = stage.wrappedBek("bek-1", PHRASE, kek);
    stage.machine("ade", plan -> plan.os(stage.adeDisk(DiskPlan.blank(), bek, Optional.of(kek))));

    RecoveryPoint point = only(stage.tick("t1"));

    assertThat(point.state()).isEqualTo(PointState.COMPLETE);
    assertThat(point.verdicts())
        .extracting(verdict -> verdict.key() + "/" + verdict.version().orElseThrow())
        .containsExactlyInAnyOrder(kek.id(), bek.id());
    assertThat(stage.snapshots()).hasSize(1);
    assertThat(unwraps()).as("metadata alone needs no right to key material").isEmpty();
  }

  @Test
  void aPolicyThatChecksByUnwrappingLetsTheKekUnwrap() {
    stage.azure.policies(
        TestStage.POLICIES.replace("\"keys\": {", "\"keys\": {\"check\": \"unwrap\", "));
    Stored kek = stage.vault.keys().generate("kek", 2048);
    Stored bek = stage.wrappedBek("bek-1", PHRASE, kek);
    Stored other = stage.vault.keys().generate("other", 2048);
    stage.machine("good", plan -> plan.os(stage.adeDisk(DiskPlan.blank(), bek, Optional.of(kek))));
    stage.machine(
        "wrong", plan -> plan.os(stage.adeDisk(DiskPlan.blank(), bek, Optional.of(other))));

    List<RecoveryPoint> points = stage.tick("t1");

    assertThat(point(points, "good").state()).isEqualTo(PointState.COMPLETE);
    assertThat(point(points, "wrong").state()).isEqualTo(PointState.REFUSED);
    assertThat(codes(point(points, "wrong"))).containsExactly(Code.UNWRAP_FAILED);
    assertThat(unwraps()).hasSize(2);
  }

  @Test
  void aBekAloneACustomerKeyAPlainDiskAndASelfManagedOneAreTaken() {
    Stored bek = stage.bek("bek-2", PHRASE);
    Stored cmk = stage.vault.keys().generate("cmk", 3072);
    Stored secret = stage.vault.secrets().set("phrase", "correct horse");
    String set =
        stage
            .azure
            .compute()
            .encryptionSet(
                TestStage.SUBSCRIPTION, "prod", "des", "westeurope", stage.reference(cmk));
    stage.machine("bek", plan -> plan.os(stage.adeDisk(DiskPlan.blank(), bek, Optional.empty())));
    stage.machine("cmk", plan -> plan.os(DiskPlan.blank().encryptionSet(set)));
    stage.machine("plain", plan -> plan);
    stage.machine(
        "own",
        plan ->
            plan.tag("keyhold-key", "https://kv-prod.vault.azure.net/secrets/phrase")
                .data(4, DiskPlan.blank()));

    List<RecoveryPoint> points = stage.tick("t1");

    assertThat(points).extracting(RecoveryPoint::state).containsOnly(PointState.COMPLETE);
    assertThat(point(points, "cmk").verdicts().get(0).key()).isEqualTo(objectOf(cmk));
    assertThat(point(points, "own").verdicts().get(0).version()).contains(secret.version());
    assertThat(point(points, "own").snapshots()).hasSize(2);
    assertThat(point(points, "plain").disks().get(0).encryption().inGuest())
        .isEqualTo(new InGuest.Undeclared());
  }

  @Test
  void aDisabledKeyVersionStopsTheBackupAndNothingIsCopied() {
    Stored kek = stage.vault.keys().generate("kek", 2048);
    Stored bek = stage.wrappedBek("bek-1", PHRASE, kek);
    stage.vault.keys().disable(kek.name(), kek.version());
    stage.vault.keys().generate("kek", 2048); // a newer, enabled version does not help
    stage.machine("ade", plan -> plan.os(stage.adeDisk(DiskPlan.blank(), bek, Optional.of(kek))));

    RecoveryPoint point = only(stage.tick("t1"));

    assertThat(point.state()).isEqualTo(PointState.REFUSED);
    assertThat(codes(point)).containsExactly(Code.KEY_DISABLED);
    assertThat(point.causes().get(0).remedy()).contains(kek.id());
    assertThat(stage.snapshots()).isEmpty();
  }

  @Test
  void aDeletedSecretIsUnavailableWithTheDateUntilWhichItCanBeRecovered() {
    Stored bek = stage.bek("bek-3", PHRASE);
    stage.machine("ade", plan -> plan.os(stage.adeDisk(DiskPlan.blank(), bek, Optional.empty())));
    stage.vault.secrets().delete("bek-3");
    stage.azure.clock().advance(Duration.ofMinutes(1));

    RecoveryPoint point = only(stage.tick("t1"));

    assertThat(codes(point)).containsExactly(Code.SECRET_DELETED);
    assertThat(point.verdicts().get(0).finding())
        .isInstanceOfSatisfying(
            io.keyhold.domain.Finding.Unavailable.class,
            unavailable -> assertThat(unavailable.recoverableUntil()).isPresent());
  }

  @Test
  void aSecretThatNeverExistedIsLostOnlyAfterASecondLook() {
    Stored bek = stage.bek("bek-4", PHRASE);
    stage.machine(
        "ade",
        plan ->
            plan.os(
                stage.adeDisk(
                    DiskPlan.blank(),
                    new Stored(bek.id().replace("bek-4", "bek-5"), "bek-5", bek.version()),
                    Optional.empty())));
    var before = stage.azure.clock().instant();

    RecoveryPoint point = only(stage.tick("t1"));

    assertThat(codes(point)).containsExactly(Code.SECRET_LOST);
    assertThat(Duration.between(before, stage.azure.clock().instant()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void aFirewallLeavesTheSlotWaitingAndItIsTakenWhenTheWayIsOpen() {
    Stored bek = stage.bek("bek-6", PHRASE);
    stage.machine("ade", plan -> plan.os(stage.adeDisk(DiskPlan.blank(), bek, Optional.empty())));
    stage.vault.firewall(true);

    RecoveryPoint waiting = only(stage.tick("t1"));
    assertThat(waiting.state()).isEqualTo(PointState.GATED);
    assertThat(waiting.verdicts()).extracting(v -> v.finding().word()).containsExactly("unknown");

    stage.vault.firewall(false);
    assertThat(only(stage.tick("t2")).state()).isEqualTo(PointState.COMPLETE);
  }

  @Test
  void aMissingRightIsNamedWithItsScope() {
    Stored bek = stage.bek("bek-7", PHRASE);
    stage.machine("ade", plan -> plan.os(stage.adeDisk(DiskPlan.blank(), bek, Optional.empty())));
    stage.vault.deny("*", "Microsoft.KeyVault/vaults/secrets/readMetadata/action");

    RecoveryPoint point = only(stage.tick("t1"));

    assertThat(point.state()).isEqualTo(PointState.GATED);
    assertThat(point.causes().get(0).detail())
        .contains("Microsoft.KeyVault/vaults/secrets/readMetadata/action")
        .contains("kv-prod");
  }

  @Test
  void aVaultThatDoesNotResolveIsUnknownAndADeletedOneIsUnavailable() {
    Stored bek = stage.bek("bek-8", PHRASE);
    stage.machine("ade", plan -> plan.os(stage.adeDisk(DiskPlan.blank(), bek, Optional.empty())));
    stage.machine(
        "nowhere",
        plan ->
            plan.os(
                stage.adeDisk(
                    DiskPlan.blank(),
                    new Stored(bek.id().replace("kv-prod", "kv-nowhere"), "bek-8", bek.version()),
                    Optional.empty())));
    stage.azure.vaults().delete("kv-prod");

    List<RecoveryPoint> points = stage.tick("t1");

    assertThat(codes(point(points, "nowhere"))).containsExactly(Code.VAULT_UNREACHABLE);
    assertThat(point(points, "nowhere").state()).isEqualTo(PointState.GATED);
    assertThat(codes(point(points, "ade"))).containsExactly(Code.VAULT_DELETED);
    assertThat(point(points, "ade").state()).isEqualTo(PointState.REFUSED);
  }

  @Test
  void aSetWithoutIdentityIsARefusal() {
    Stored cmk = stage.vault.keys().generate("cmk", 2048);
    String set =
        stage
            .azure
            .compute()
            .encryptionSet(
                TestStage.SUBSCRIPTION, "prod", "des", "westeurope", stage.reference(cmk));
    stage.machine("cmk", plan -> plan.os(DiskPlan.blank().encryptionSet(set)));
    stage.azure.compute().change(set, body -> body.remove("identity"));

    assertThat(codes(only(stage.tick("t1")))).containsExactly(Code.SET_WITHOUT_IDENTITY);
    assertThat(stage.snapshots()).isEmpty();
  }

  @Test
  void aSecondTickForTheSameSlotDoesNothing() {
    stage.machine("plain", plan -> plan);
    stage.tick("t1");

    assertThat(stage.tick("t2")).isEmpty();
    assertThat(stage.snapshots()).hasSize(1);
  }

  @Test
  void snapshotsAreIncrementalAndClosedToTheNetwork() {
    stage.machine("plain", plan -> plan);
    stage.tick("t1");

    var snapshot = stage.azure.compute().find(stage.snapshots().get(0)).orElseThrow();

    assertThat(snapshot.at("/properties/incremental").asBoolean()).isTrue();
    assertThat(snapshot.at("/properties/networkAccessPolicy").asText()).isEqualTo("DenyAll");
    assertThat(snapshot.at("/properties/publicNetworkAccess").asText()).isEqualTo("Disabled");
    assertThat(snapshot.at("/tags/keyhold-point").asText()).isNotEmpty();
  }

  private List<Entry> unwraps() {
    return stage.azure.requests().matching(entry -> entry.path().endsWith("/unwrapkey"));
  }

  private static String objectOf(Stored stored) {
    return stored.id().substring(0, stored.id().lastIndexOf('/'));
  }

  private static RecoveryPoint only(List<RecoveryPoint> points) {
    assertThat(points).hasSize(1);
    return points.get(0);
  }

  private static RecoveryPoint point(List<RecoveryPoint> points, String machine) {
    return points.stream()
        .filter(point -> point.origin().machine().name().equals(machine))
        .findFirst()
        .orElseThrow();
  }

  private static List<Code> codes(RecoveryPoint point) {
    return point.causes().stream().map(Problem::code).toList();
  }
}
