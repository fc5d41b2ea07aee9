package io.keyhold.e2e;

import static io.keyhold.e2e.Scene.Says.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.Code;
import io.keyhold.e2e.Scene.Chapter;
import io.keyhold.e2e.Scene.Says;
import io.keyhold.local.arm.Compute;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.fleet.SampleIdentities;
import io.keyhold.local.keyvault.Stored;
import io.keyhold.local.keyvault.Vault;
import io.keyhold.local.keyvault.VaultSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** States of a disk encryption set itself, and what a policy changes about verdicts. */
final class SetScenes {

  private static final String OK = "available";
  private static final String ADE = "azureDiskEncryption";

  private final List<Scene> scenes = new ArrayList<>();

  static List<Scene> all() {
    SetScenes made = new SetScenes();
    made.healthy();
    made.broken();
    made.unwrapped();
    made.policies();
    return made.scenes;
  }

  private void set(String what, BiConsumer<SceneStage, String> change, Says says, String action) {
    scenes.add(
        new Scene(
            Chapter.SETS,
            what,
            s -> {
              String set = s.set(s.vault(), s.vault().keys().generate("cmk", 2048));
              s.machine(plan -> plan.os(DiskPlan.blank().encryptionSet(set)));
              change.accept(s, set);
            },
            says.inside("undeclared").remarks(Code.NOTHING_DECLARED),
            action));
  }

  private void healthy() {
    set(
        "Platform and customer keys together (double encryption)",
        (s, set) ->
            s.change(
                Compute.id(TestStage.SUBSCRIPTION, "prod", "disks", "vm-os"),
                disk ->
                    disk.withObject("/properties/encryption")
                        .put("type", "EncryptionAtRestWithPlatformAndCustomerKeys")),
        state("complete").verdicts(OK),
        "Nothing to do");
    set(
        "A rotation is running; old and new key are enabled",
        (s, set) -> previous(s, set, s.vault().keys().generate("old", 2048)),
        state("complete").verdicts(OK, OK),
        "Nothing to do; keep the old key enabled until the rotation has ended");
    set(
        "A rotation is running; the old key is disabled",
        (s, set) -> {
          Stored old = s.vault().keys().generate("old", 2048);
          previous(s, set, old);
          s.vault().keys().disable(old.name(), old.version());
        },
        state("refused").verdicts(OK, "unavailable KeyDisabled").causes(Code.KEY_DISABLED),
        "");
    scenes.add(
        new Scene(
            Chapter.SETS,
            "The key is in a managed HSM",
            s -> {
              Vault hsm = s.stage.azure.vaults().create(VaultSettings.managedHsm("hsm-prod"));
              String set = s.set(hsm, hsm.keys().generate("cmk", 2048));
              s.machine(plan -> plan.os(DiskPlan.blank().encryptionSet(set)));
            },
            state("complete").inside("undeclared").verdicts(OK).remarks(Code.NOTHING_DECLARED),
            "Nothing to do"));
    scenes.add(
        new Scene(
            Chapter.SETS,
            "The key is in a managed HSM that does not let Keyhold look",
            s -> {
              Vault hsm = s.stage.azure.vaults().create(VaultSettings.managedHsm("hsm-prod"));
              String set = s.set(hsm, hsm.keys().generate("cmk", 2048));
              s.machine(plan -> plan.os(DiskPlan.blank().encryptionSet(set)));
              hsm.deny("*", "*");
            },
            state("complete")
                .inside("undeclared")
                .verdicts("unverified VaultOfSetRefuses")
                .remarks(Code.NOTHING_DECLARED),
            ""));
  }

  private static void previous(SceneStage s, String set, Stored old) {
    s.change(
        set,
        body ->
            ((ObjectNode) body.get("properties"))
                .putArray("previousKeys")
                .addObject()
                .put("keyUrl", old.id()));
  }

  private void broken() {
    broken("The set has no identity", body -> body.remove("identity"), Code.SET_WITHOUT_IDENTITY);
    broken(
        "The set's identity is None",
        body -> body.putObject("identity").put("type", "None"),
        Code.SET_WITHOUT_IDENTITY);
    broken(
        "The set could not rotate (`autoKeyRotationError`)",
        body ->
            body.withObject("/properties/autoKeyRotationError")
                .put("code", "KeyVaultAccessForbidden")
                .put("message", "The identity may not use the key."),
        Code.SET_ROTATION_ERROR);
    broken(
        "The set names no key",
        body -> body.withObject("/properties").remove("activeKey"),
        Code.SET_WITHOUT_KEY);
    set(
        "The set does not exist",
        (s, set) -> s.stage.azure.compute().remove(set),
        state("refused").verdicts("unavailable DiskEncryptionSetMissing").causes(Code.SET_MISSING),
        "");
    set(
        "Keyhold may not read the set",
        (s, set) ->
            s.stage
                .azure
                .caller(SampleIdentities.BACKUP)
                .deny("Microsoft.Compute/diskEncryptionSets/read"),
        state("gated").verdicts("unknown DiskEncryptionSetUnreadable").causes(Code.SET_UNREADABLE),
        "");
  }

  private void broken(String what, Consumer<ObjectNode> change, Code code) {
    set(
        what,
        (s, set) -> s.change(set, change),
        state("refused").verdicts("unavailable " + code.text()).causes(code),
        "");
  }

  private void unwrapped() {
    for (boolean unwrap : List.of(false, true)) {
      Says says = state(unwrap ? "refused" : "complete").inside(ADE);
      scenes.add(
          new Scene(
              Chapter.IN_GUEST,
              "The key does not unwrap this BEK (`check: "
                  + (unwrap ? "unwrap" : "metadata")
                  + "`)",
              s -> {
                if (unwrap) {
                  s.rules("\"check\": \"unwrap\"");
                }
                Stored kek = s.kek();
                Stored bek = s.stage.wrappedBek("bek", SceneStage.PHRASE, kek);
                Stored wrong = s.vault().keys().generate("wrong", 2048);
                s.machine(plan -> plan.os(s.ade(bek, Optional.of(wrong))));
              },
              unwrap
                  ? says.verdicts(OK, "unavailable UnwrapFailed").causes(Code.UNWRAP_FAILED)
                  : says.verdicts(OK, OK),
              unwrap ? "" : "Attributes alone do not show it: use `check: unwrap`"));
    }
  }

  private void policies() {
    policy(
        "`onUnavailable: hold`, a secret is disabled",
        "\"onUnavailable\": \"hold\"",
        s -> s.vault().secrets().disable("bek", ""),
        state("held").verdicts("unavailable SecretDisabled").causes(Code.SECRET_DISABLED),
        "Enable the version within seven days: then the held snapshots become a recovery point");
    policy(
        "`onUnavailable: hold`, a secret is lost",
        "\"onUnavailable\": \"hold\"",
        s -> s.vault().secrets().purge("bek"),
        state("held").verdicts("lost SecretLost").causes(Code.SECRET_LOST),
        "");
    policy(
        "Unknown until the grace is over",
        "\"graceMinutes\": 60",
        s -> {
          s.vault().firewall(true);
          s.tick();
          s.advance(Duration.ofMinutes(61));
        },
        state("refused").verdicts("unknown VaultFirewall").causes(Code.VAULT_FIREWALL),
        "");
    policy(
        "`onUnknown: hold`, unknown until the grace is over",
        "\"onUnknown\": \"hold\", \"graceMinutes\": 60",
        s -> {
          s.vault().firewall(true);
          s.tick();
          s.advance(Duration.ofMinutes(61));
        },
        state("held").verdicts("unknown VaultFirewall").causes(Code.VAULT_FIREWALL),
        "");
    scenes.add(
        new Scene(
            Chapter.POLICY,
            "`onUnverified: refuse`, the key is kept elsewhere",
            s -> {
              s.rules("\"onUnverified\": \"refuse\"");
              s.machine(plan -> plan.tag("keyhold-key", "external:the safe"));
            },
            state("refused")
                .inside("keptElsewhere")
                .verdicts("unverified KeyKeptElsewhere")
                .causes(Code.KEY_KEPT_ELSEWHERE),
            "Name a Key Vault secret with the tag keyhold-key, or let the policy tolerate it"));
    scenes.add(
        new Scene(
            Chapter.POLICY,
            "`onExpiredCustomerKey: refuse`, the key of the set has expired",
            s -> {
              s.rules("\"onExpiredCustomerKey\": \"refuse\"");
              Stored key = s.vault().keys().generate("cmk", 2048);
              String set = s.set(s.vault(), key);
              s.machine(plan -> plan.os(DiskPlan.blank().encryptionSet(set)));
              s.vault()
                  .keys()
                  .dates(
                      key.name(),
                      key.version(),
                      Optional.empty(),
                      Optional.of(s.stage.azure.clock().instant().minusSeconds(60)));
            },
            state("refused")
                .inside("undeclared")
                .verdicts("availableWithWarning CustomerKeyExpired")
                .causes(Code.CUSTOMER_KEY_EXPIRED)
                .remarks(Code.NOTHING_DECLARED),
            ""));
  }

  private void policy(
      String what, String rules, Consumer<SceneStage> change, Says says, String action) {
    scenes.add(
        new Scene(
            Chapter.POLICY,
            what,
            s -> {
              s.rules(rules);
              Stored bek = s.bek();
              s.machine(plan -> plan.os(s.ade(bek, Optional.empty())));
              change.accept(s);
            },
            says.inside(ADE),
            action));
  }
}
