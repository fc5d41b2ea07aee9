package io.keyhold.e2e;

import static io.keyhold.e2e.Scene.Says.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.Code;
import io.keyhold.e2e.Scene.Chapter;
import io.keyhold.e2e.Scene.Says;
import io.keyhold.local.arm.Ade;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.arm.MachinePlan;
import io.keyhold.local.http.Fault;
import io.keyhold.local.keyvault.Stored;
import io.keyhold.local.keyvault.Vault;
import io.keyhold.local.keyvault.VaultSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Every way in which encryption shows, in the four places and in tags (azure-facts.md §1). */
final class SchemeScenes {

  private static final String ADE = "azureDiskEncryption";
  private static final String PLAIN = "undeclared";
  private static final String OK = "available";
  private static final String FINE = "Nothing to do";

  private final List<Scene> scenes = new ArrayList<>();

  static List<Scene> all() {
    SchemeScenes made = new SchemeScenes();
    made.azureDiskEncryption();
    made.dualPass();
    made.doubtful();
    made.declared();
    made.cloudLink();
    made.several();
    return made.scenes;
  }

  private void add(String what, Consumer<SceneStage> staging, Says says, String action) {
    scenes.add(new Scene(Chapter.SCHEMES, what, staging, says, action));
  }

  private void add(String what, Consumer<SceneStage> staging, Says says) {
    add(what, staging, says, "");
  }

  private void azureDiskEncryption() {
    add(
        "Azure Disk Encryption, single pass, BEK wrapped by a KEK",
        s -> s.adeMachine(plan -> plan),
        state("complete").inside(ADE).verdicts(OK, OK),
        FINE);
    add(
        "Azure Disk Encryption, single pass, BEK alone",
        s -> {
          Stored bek = s.bek();
          s.machine(plan -> plan.os(s.ade(bek, Optional.empty())));
        },
        state("complete").inside(ADE).verdicts(OK),
        FINE);
    add(
        "Azure Disk Encryption, a secret of its own for each disk",
        s -> {
          Stored os = s.bek();
          Stored data = s.stage.bek("bek-data", SceneStage.PHRASE);
          s.machine(
              plan -> plan.os(s.ade(os, Optional.empty())).data(0, s.ade(data, Optional.empty())));
        },
        state("complete").inside(ADE, ADE).verdicts(OK, OK),
        FINE);
    add(
        "Azure Disk Encryption, secret and key in different vaults",
        s -> {
          Vault other =
              s.stage.azure.vaults().create(VaultSettings.of("kv-keks").protectedFromPurge());
          Stored kek = other.keys().generate("kek", 2048);
          Stored bek = s.bek();
          s.machine(
              plan ->
                  plan.os(
                      DiskPlan.blank()
                          .encryptionSettings(
                              Ade.settings(
                                  "1.1",
                                  s.stage.reference(bek),
                                  Optional.of(s.reference(other, kek))))));
        },
        state("complete").inside(ADE).verdicts(OK, OK),
        "Nothing to do; both vaults have to stay");
    add(
        "Azure Disk Encryption, URLs with :443 and in other letters",
        s -> {
          Stored bek = s.bek();
          String url = bek.id().replace("kv-prod.vault.azure.net", "KV-Prod.vault.azure.net:443");
          var reference = new Ade.Reference(url, s.vault().settings().resourceId());
          s.machine(
              plan ->
                  plan.os(
                      DiskPlan.blank()
                          .encryptionSettings(Ade.settings("1.1", reference, Optional.empty()))));
        },
        state("complete").inside(ADE).verdicts(OK),
        FINE);
    add(
        "Azure Disk Encryption that only the instance view shows",
        SchemeScenes::onlyInTheInstanceView,
        state("complete").inside(ADE).verdicts(OK),
        FINE);
    add(
        "Azure Disk Encryption on a deallocated machine",
        s -> s.adeMachine(MachinePlan::deallocated),
        state("complete").inside(ADE).verdicts(OK, OK).remarks(Code.GUEST_NOT_ASKED));
    add(
        "A running machine whose agent does not report",
        s -> s.adeMachine(plan -> plan.guest(guest -> guest.withoutAgent())),
        state("complete").inside(ADE).verdicts(OK, OK).remarks(Code.GUEST_NOT_ASKED));
    add(
        "Azure Disk Encryption was turned off: the flag stays, enabled is false",
        s ->
            s.machine(
                plan -> SceneStage.volumes("NotEncrypted", "NotEncrypted").apply(plan.os(off()))),
        state("complete").inside(PLAIN).remarks(Code.NOTHING_DECLARED));
    add(
        "Azure Disk Encryption, no data volume is mounted",
        s -> s.adeMachine(SceneStage.volumes("Encrypted", "NotMounted")),
        state("complete").inside(ADE).verdicts(OK, OK),
        FINE);
  }

  private static DiskPlan off() {
    return DiskPlan.blank()
        .encryptionSettings(
            SceneStage.object().put("enabled", false).put("encryptionSettingsVersion", "1.1"));
  }

  /** The disk's own collection is gone; the host still hands the key to the machine. */
  private static void onlyInTheInstanceView(SceneStage s) {
    Stored bek = s.bek();
    String id = s.machine(plan -> plan);
    ObjectNode machine = s.stage.azure.compute().find(id).orElseThrow();
    ObjectNode view = machine.withObject("/properties").putObject("instanceView");
    ObjectNode disk = view.putArray("disks").addObject().put("name", "vm-os");
    ObjectNode settings = disk.putArray("encryptionSettings").addObject().put("enabled", true);
    settings.putObject("diskEncryptionKey").put("secretUrl", bek.id());
    disk.putArray("statuses").addObject().put("code", "EncryptionState/encrypted");
    view.putArray("statuses").addObject().put("code", "PowerState/running");
    s.stage
        .azure
        .faults()
        .add(
            request -> request.method().equals("GET") && request.path().endsWith("/" + "vm"),
            Fault.before(new Fault.Status(200, machine.toString())),
            100);
  }

  private void dualPass() {
    add(
        "Azure Disk Encryption, dual pass: the keys stand on the machine's model",
        s -> {
          Stored kek = s.kek();
          Stored bek = s.stage.wrappedBek("bek", SceneStage.PHRASE, kek);
          s.machine(plan -> plan.properties(model -> onModel(s, model, bek, kek)));
        },
        state("complete").inside(ADE).verdicts(OK, OK),
        FINE);
    add(
        "Dual pass, and the extension calls the data volumes encrypted",
        s -> {
          Stored kek = s.kek();
          Stored bek = s.stage.wrappedBek("bek", SceneStage.PHRASE, kek);
          s.machine(
              plan ->
                  SceneStage.volumes("Encrypted", "Encrypted")
                      .apply(plan.ade(s.stage.reference(bek), Optional.of(s.stage.reference(kek))))
                      .data(0, DiskPlan.blank())
                      .properties(model -> onModel(s, model, bek, kek)));
        },
        state("complete").inside(ADE, ADE).verdicts(OK, OK),
        "Nothing to do; dual pass has one secret for all volumes");
    add(
        "Dual pass: only the extension's message names the secret",
        s -> {
          Stored kek = s.kek();
          Stored bek = s.stage.wrappedBek("bek", SceneStage.PHRASE, kek);
          s.machine(
              plan ->
                  plan.ade(s.stage.reference(bek), Optional.of(s.stage.reference(kek)))
                      .guest(guest -> guest.withMessage(Ade.name(false), bek.id())));
        },
        state("complete").inside(ADE).verdicts(OK, OK),
        FINE);
  }

  private static ObjectNode onModel(SceneStage s, ObjectNode model, Stored bek, Stored kek) {
    ObjectNode os = (ObjectNode) model.at("/storageProfile/osDisk");
    ObjectNode collection =
        Ade.settings("1.0", s.stage.reference(bek), Optional.of(s.stage.reference(kek)));
    ObjectNode settings = (ObjectNode) collection.at("/encryptionSettings/0");
    os.set("encryptionSettings", settings.put("enabled", true));
    return model;
  }

  private void doubtful() {
    add(
        "The disk says that it is encrypted and names no secret",
        s ->
            s.machine(
                plan ->
                    plan.os(
                        DiskPlan.blank()
                            .encryptionSettings(SceneStage.object().put("enabled", true)))),
        state("refused").inside("unacceptable").causes(Code.KEY_REFERENCE_UNREADABLE));
    add(
        "The secret's URL on the disk has no version",
        s -> {
          var reference =
              new Ade.Reference(
                  "https://kv-prod.vault.azure.net/secrets/bek", s.vault().settings().resourceId());
          s.machine(
              plan ->
                  plan.os(
                      DiskPlan.blank()
                          .encryptionSettings(Ade.settings("1.1", reference, Optional.empty()))));
        },
        state("refused").inside("unacceptable").causes(Code.KEY_REFERENCE_UNREADABLE));
    add(
        "The extension calls the OS volume encrypted; no key is named anywhere",
        s -> {
          Stored bek = s.bek();
          s.machine(plan -> plan.ade(s.stage.reference(bek), Optional.empty()));
        },
        state("refused").inside("unacceptable").causes(Code.KEY_REFERENCE_UNREADABLE));
    add(
        "The extension calls data volumes encrypted; a data disk names no key",
        s -> s.adeMachine(plan -> plan.data(0, DiskPlan.blank())),
        state("complete")
            .inside(ADE, PLAIN)
            .verdicts(OK, OK)
            .remarks(Code.NOTHING_DECLARED, Code.SCHEMES_MIXED, Code.ADE_NAMES_NO_KEY),
        Code.ADE_NAMES_NO_KEY.remedy().replace("{subject}", "the machine"));
    add(
        "A deallocated machine with the extension and no key on any disk",
        s -> {
          Stored bek = s.bek();
          s.machine(plan -> plan.ade(s.stage.reference(bek), Optional.empty()).deallocated());
        },
        state("complete").inside(PLAIN).remarks(Code.NOTHING_DECLARED, Code.GUEST_NOT_ASKED),
        "Not visible is not unencrypted: start the machine and back it up, or declare its key");
    add(
        "Nothing visible and nothing declared",
        s -> s.machine(plan -> plan),
        state("complete").inside(PLAIN).remarks(Code.NOTHING_DECLARED));
    add(
        "Declared at its last recovery point, and now nothing is",
        s -> {
          String id = s.machine(plan -> plan.tag("keyhold-key", "external:the safe"));
          s.tickAndSleep();
          s.change(id, body -> ((ObjectNode) body.get("tags")).remove("keyhold-key"));
        },
        state("complete").inside(PLAIN).remarks(Code.NOTHING_DECLARED, Code.ENCRYPTION_VANISHED),
        Code.ENCRYPTION_VANISHED.remedy().replace("{subject}", "the machine"));
    add(
        "Encryption at host",
        s ->
            s.machine(
                plan ->
                    plan.properties(
                        model -> {
                          model.withObject("/securityProfile").put("encryptionAtHost", true);
                          return model;
                        })),
        state("complete").inside(PLAIN).remarks(Code.NOTHING_DECLARED, Code.ENCRYPTION_AT_HOST),
        Code.ENCRYPTION_AT_HOST.remedy());
  }

  private void declared() {
    add(
        "Tag keyhold-key with the URL of a secret, without a version",
        s -> {
          s.vault().secrets().set("phrase", "correct horse");
          s.machine(
              plan -> plan.tag("keyhold-key", "https://kv-prod.vault.azure.net/secrets/phrase"));
        },
        state("complete").inside("selfManaged").verdicts(OK),
        "Nothing to do; the version of the day is pinned with the recovery point");
    add(
        "Tag keyhold-key on the disk; the machine's own tag says something else",
        s -> {
          Stored secret = s.vault().secrets().set("phrase", "correct horse");
          s.machine(
              plan ->
                  plan.tag("keyhold-key", "external:the safe")
                      .os(DiskPlan.blank().tag("keyhold-key", secret.id())));
        },
        state("complete").inside("selfManaged").verdicts(OK),
        "Nothing to do; the disk's tag counts");
    add(
        "Tag keyhold-key external:<where>",
        s -> s.machine(plan -> plan.tag("keyhold-key", "external:the safe")),
        state("complete").inside("keptElsewhere").verdicts("unverified KeyKeptElsewhere"));
    add(
        "Tag keyhold-key that names nothing",
        s -> s.machine(plan -> plan.tag("keyhold-key", "yes")),
        state("refused").inside("unacceptable").causes(Code.TAG_NAMES_NO_SECRET));
    add(
        "Tag keyhold-key external: without a place",
        s -> s.machine(plan -> plan.tag("keyhold-key", "external: ")),
        state("refused").inside("unacceptable").causes(Code.TAG_NAMES_NO_SECRET));
    add(
        "Tag keyhold-key that names a vault which the policy does not allow",
        s ->
            s.machine(
                plan -> plan.tag("keyhold-key", "https://kv-other.vault.azure.net/secrets/phrase")),
        state("refused").inside("unacceptable").causes(Code.VAULT_NOT_ALLOWED));
  }

  private void cloudLink() {
    Says unverified =
        state("complete").inside("cloudLink").verdicts("unverified CloudLinkUnverified");
    add(
        "CloudLink SecureVM on Linux, by its extension",
        s -> s.machine(cloudLink("CloudLinkSecureVMLinuxAgent")),
        unverified);
    add(
        "CloudLink SecureVM on Windows, by its extension",
        s -> s.machine(plan -> cloudLink("CloudLinkSecureVMWindowsAgent").apply(plan.windows())),
        unverified);
    add(
        "CloudLink SecureVM on a deallocated machine",
        s -> s.machine(plan -> cloudLink("CloudLinkSecureVMLinuxAgent").apply(plan.deallocated())),
        unverified.remarks(Code.GUEST_NOT_ASKED));
    add(
        "CloudLink SecureVM, and the owner names a secret",
        s -> {
          s.vault().secrets().set("phrase", "correct horse");
          s.machine(
              plan ->
                  cloudLink("CloudLinkSecureVMLinuxAgent")
                      .apply(plan)
                      .tag("keyhold-key", "https://kv-prod.vault.azure.net/secrets/phrase"));
        },
        state("complete").inside("selfManaged").verdicts(OK),
        "Nothing to do; the declaration counts");
  }

  private static UnaryOperator<MachinePlan> cloudLink(String type) {
    ObjectNode extension =
        SceneStage.object()
            .put("publisher", "CloudLinkEMC.SecureVM")
            .put("type", type)
            .put("typeHandlerVersion", "4.0");
    extension.putObject("settings").put("CloudLinkCenter", "clc.example.org");
    return plan -> plan.extension(type, extension);
  }

  private void several() {
    add(
        "OS disk under Azure Disk Encryption, a data disk with a secret of the owner's",
        s -> {
          Stored bek = s.bek();
          Stored phrase = s.vault().secrets().set("phrase", "correct horse");
          s.machine(
              plan ->
                  plan.os(s.ade(bek, Optional.empty()))
                      .data(3, DiskPlan.blank().tag("keyhold-key", phrase.id())));
        },
        state("complete").inside(ADE, "selfManaged").verdicts(OK, OK).remarks(Code.SCHEMES_MIXED));
    add(
        "A secret of the owner's inside, a customer-managed key below",
        s -> {
          Stored phrase = s.vault().secrets().set("phrase", "correct horse");
          String set = s.set(s.vault(), s.vault().keys().generate("cmk", 2048));
          s.machine(
              plan -> plan.os(DiskPlan.blank().encryptionSet(set).tag("keyhold-key", phrase.id())));
        },
        state("complete").inside("selfManaged").verdicts(OK, OK),
        "Nothing to do; both keys are needed");
  }
}
