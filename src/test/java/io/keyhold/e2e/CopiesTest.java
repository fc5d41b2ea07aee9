package io.keyhold.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.backup.BackupDelivery;
import io.keyhold.backup.CopyReport;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.AtRest;
import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.Change;
import io.keyhold.domain.Code;
import io.keyhold.domain.CopyRecord;
import io.keyhold.domain.Event;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.functions.UseCases;
import io.keyhold.local.arm.Ade;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.fleet.SampleIdentities;
import io.keyhold.local.http.Fault;
import io.keyhold.local.http.RequestLog.Entry;
import io.keyhold.local.keyvault.Stored;
import io.keyhold.local.keyvault.Vault;
import io.keyhold.local.keyvault.VaultSettings;
import io.keyhold.restore.PointQuery;
import io.keyhold.retention.Report;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Copies to a second region under another set, against the local Azure, each app as itself. */
class CopiesTest {

  private static final String REGION = "northeurope";

  private final TestStage stage = new TestStage();
  private final Vault north =
      stage
          .azure
          .vaults()
          .create(
              VaultSettings.of("kv-north")
                  .inGroup(TestStage.SUBSCRIPTION, "prod-north")
                  .in(REGION)
                  .protectedFromPurge());
  private final Stored targetKey = north.keys().generate("cmk-north", 2048);
  private final Stored sourceKey = stage.vault.keys().generate("cmk-west", 2048);
  private final Stored bek = stage.bek("bek-1", TestStage.ascii("A".repeat(172)));
  private final String targetSet = set("des-north", REGION, north, targetKey);
  private final String sourceSet = set("des-west", "westeurope", stage.vault, sourceKey);
  private int runs;

  private String set(String name, String region, Vault vault, Stored key) {
    return stage
        .azure
        .compute()
        .encryptionSet(
            TestStage.SUBSCRIPTION,
            "keys-" + region,
            name,
            region,
            new Ade.Reference(key.id(), vault.settings().resourceId()));
  }

  @BeforeEach
  void thePolicyNamesATarget() {
    policy("\"diskEncryptionSet\": \"" + targetSet + "\"");
  }

  @AfterEach
  void theBackupAppDeletedNothing() {
    assertThat(by(SampleIdentities.BACKUP)).noneMatch(entry -> entry.method().equals("DELETE"));
    assertThat(RuleOne.check(stage.azure).violations()).isEmpty();
    stage.close();
  }

  private void policy(String target) {
    stage.azure.policies(
        TestStage.POLICIES.replace(
            "\"keep\":",
            "\"copy\": {\"region\": \"%s\", \"resourceGroup\": \"keyhold-copies\", %s}, \"keep\":"
                .formatted(REGION, target)));
  }

  /** Disks under Azure Disk Encryption and under a customer's key. */
  private PointId backedUp() {
    stage.machine("ade", plan -> plan.os(stage.adeDisk(DiskPlan.blank(), bek, Optional.empty())));
    stage.machine("cmk", plan -> plan.os(DiskPlan.blank().encryptionSet(sourceSet)));
    tick();
    return of("ade");
  }

  /** The newest point of the machine of this name. */
  private PointId of(String machine) {
    PointQuery all =
        new PointQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return stage.useCases.points().page(all).points().stream()
        .filter(point -> point.origin().machine().name().equals(machine))
        .map(RecoveryPoint::id)
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  @Test
  void copiesGoToTheSecondRegionUnderItsOwnSet() {
    PointId ade = backedUp();
    PointId cmk = of("cmk");
    assertThat(point(ade).state()).isEqualTo(PointState.TAKEN);

    CopyReport first = copies();
    assertThat(first.problems()).isEmpty();
    assertThat(first.running()).isEqualTo(2);
    assertThat(point(ade).state()).isEqualTo(PointState.COPYING);
    later(Duration.ofMinutes(1));
    assertThat(copies().lines())
        .extracting(CopyReport.Line::what)
        .containsOnly("0 of 1 copies whole, others at 0.0 %");
    later(Duration.ofMinutes(4));
    assertThat(copies().complete()).isEqualTo(2);

    for (PointId id : List.of(ade, cmk)) {
      assertThat(words(point(id))).containsExactly("gated", "taken", "copyGated", "completed");
      CopyRecord copy = point(id).copies().getFirst();
      assertThat(copy.atRest()).isEqualTo(new AtRest.CustomerKey(new ArmId(targetSet), false));
      assertThat(stage.azure.compute().find(copy.copy().value()).orElseThrow().path("location"))
          .hasToString("\"" + REGION + "\"");
    }
    RuleOne.Result rule = RuleOne.check(stage.azure);
    assertThat(rule.copies()).isEqualTo(2);
    later(Duration.ofDays(1));
    assertThat(sweep().deleted()).isEmpty();
    assertThat(stage.snapshots()).hasSize(4);
    assertThat(stage.azure.blobs().container("keyholdstate", "work").list("index/state/"))
        .allMatch(name -> name.startsWith("index/state/complete/"));
  }

  @Test
  void aKeyThatIsDisabledBetweenBackupAndCopyLetsNoCopyLeaveAndThePointIsPassedOver() {
    PointId ade = backedUp();
    stage.vault.secrets().disable(bek.name(), bek.version());
    for (int minutes = 0; minutes <= 120; minutes += 5) {
      copies();
      later(Duration.ofMinutes(5));
    }
    assertThat(words(point(ade))).containsExactly("gated", "taken", "copyGated", "notCopied");
    assertThat(point(ade).passedOver()).isTrue();
    assertThat(causes(ade)).containsExactly(Code.SECRET_DISABLED);
    assertThat(point(of("cmk")).state()).isEqualTo(PointState.COMPLETE);
    stage.vault.secrets().enable(bek.name(), bek.version());
    copies();
    assertThat(stage.snapshots()).hasSize(3);
  }

  @Test
  void theTargetsKeyIsGatedToo() {
    PointId ade = backedUp();
    north.keys().disable(targetKey.name(), targetKey.version());
    copies();
    assertThat(causes(ade)).containsExactly(Code.KEY_DISABLED);
    assertThat(stage.snapshots()).hasSize(2);
    north.keys().enable(targetKey.name(), targetKey.version());
    copies();
    assertThat(point(ade).state()).isEqualTo(PointState.COPYING);
  }

  @Test
  void aSourceThatIsDeletedWhileItIsCopiedIsReportedAndItsCopySwept() {
    PointId ade = backedUp();
    copies();
    stage.azure.compute().remove(point(ade).snapshots().getFirst().snapshot().value());
    copies();
    assertThat(point(ade).passedOver()).isTrue();
    assertThat(causes(ade)).containsExactly(Code.COPY_SOURCE_GONE);
    assertThat(point(ade).causes().getFirst().detail()).startsWith("CopySourceNotFound");
    assertThat(sweep().deleted()).extracting(ArmId::resourceGroup).containsOnly("keyhold-copies");
    later(Duration.ofMinutes(5));
    copies();
    assertThat(point(of("cmk")).state()).isEqualTo(PointState.COMPLETE);
  }

  @Test
  void aCopyUnderThePlatformsKeyIsAnAlarmAndIsSwept() {
    PointId cmk = cmkAlone();
    copies();
    String copy = point(cmk).copyPlans().getFirst().copy().value();
    stage
        .azure
        .compute()
        .change(
            copy,
            body ->
                ((ObjectNode) body.get("properties"))
                    .putObject("encryption")
                    .put("type", "EncryptionAtRestWithPlatformKey"));
    later(Duration.ofMinutes(5));
    copies();
    assertThat(causes(cmk)).containsExactly(Code.COPY_UNDER_PLATFORM_KEY);
    assertThat(sweep().deleted()).containsExactly(new ArmId(copy));
    assertThat(stage.snapshots()).hasSize(1);
  }

  @Test
  void withoutASetADiskUnderACustomersKeyIsCopiedOnlyWhereThePolicyAllowsThePlatformsKey() {
    policy("\"allowPlatformKey\": false");
    PointId refused = cmkAlone();
    copies();
    assertThat(causes(refused)).containsExactly(Code.COPY_NEEDS_SET);
    policy("\"allowPlatformKey\": true");
    later(Duration.ofDays(1));
    tick();
    PointId allowed = of("cmk");
    copies();
    later(Duration.ofMinutes(5));
    copies();
    assertThat(point(allowed).copies())
        .extracting(CopyRecord::atRest)
        .containsExactly(new AtRest.PlatformKey());
  }

  @Test
  void aSetOfAnotherRegionIsSaidByItsCode() {
    policy("\"diskEncryptionSet\": \"" + sourceSet + "\"");
    PointId cmk = cmkAlone();
    copies();
    assertThat(causes(cmk)).containsExactly(Code.COPY_TARGET_WRONG);
    assertThat(stage.snapshots()).hasSize(1);
  }

  @Test
  void whatACrashLeftIsGoneOnWithByAnotherProcess() {
    PointId ade = backedUp();
    stage
        .azure
        .faults()
        .add(
            call -> call.method().equals("PUT") && call.path().contains("/keyhold-copies/"),
            Fault.after(new Fault.Status(500, "", OptionalInt.empty())),
            3);
    copies();
    stage.azure.faults().clear();
    assertThat(point(ade).state()).isEqualTo(PointState.COPYING);
    later(Duration.ofMinutes(15));
    copies();
    later(Duration.ofMinutes(15));
    copies();
    assertThat(point(ade).state()).isEqualTo(PointState.COMPLETE);
    assertThat(point(of("cmk")).state()).isEqualTo(PointState.COMPLETE);
    assertThat(stage.snapshots()).hasSize(4);
  }

  @Test
  void aTickUnderAnothersLeaseDoesNothing() {
    PointId ade = backedUp();
    UseCases one = as(SampleIdentities.BACKUP);
    assertThat(one.copyAdvance().advance("c1").elsewhere()).isFalse();
    assertThat(one.copyAdvance().advance("c2").elsewhere()).as("given back").isFalse();
    assertThat(
            point(ade).events().stream()
                .filter(event -> event.change() instanceof Change.CopyGated))
        .hasSize(1);
  }

  private PointId cmkAlone() {
    stage.machine("cmk", plan -> plan.os(DiskPlan.blank().encryptionSet(sourceSet)));
    tick();
    return of("cmk");
  }

  private UseCases as(String identity) {
    Map<String, String> settings = new HashMap<>(stage.azure.settings());
    settings.put("AZURE_CLIENT_ID", identity);
    return stage.useCases(settings);
  }

  private void tick() {
    UseCases backup = as(SampleIdentities.BACKUP);
    for (BackupOrder order : backup.backupTick().tick("t" + ++runs).orders()) {
      assertThat(backup.backupMachine().deliver(order, 1))
          .isInstanceOf(BackupDelivery.Result.Done.class);
    }
  }

  private CopyReport copies() {
    return as(SampleIdentities.BACKUP).copyAdvance().advance("c" + ++runs);
  }

  private Report sweep() {
    return as(SampleIdentities.RETENTION).sweep().sweep("s" + ++runs);
  }

  private RecoveryPoint point(PointId id) {
    return stage.useCases.points().find(id).orElseThrow();
  }

  private List<Code> causes(PointId id) {
    return point(id).causes().stream().map(Problem::code).toList();
  }

  private void later(Duration time) {
    stage.azure.clock().advance(time);
  }

  private List<Entry> by(String identity) {
    return stage.azure.requests().matching(entry -> entry.caller().equals(identity));
  }

  private static List<String> words(RecoveryPoint point) {
    return point.events().stream().map(Event::change).map(Change::word).toList();
  }
}
