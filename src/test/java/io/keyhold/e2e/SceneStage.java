package io.keyhold.e2e;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.backup.BackupDelivery;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.functions.UseCases;
import io.keyhold.local.arm.Ade;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.arm.MachinePlan;
import io.keyhold.local.http.Fault;
import io.keyhold.local.keyvault.Stored;
import io.keyhold.local.keyvault.Vault;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A stage for one {@link Scene}: one machine, its keys, and the ticks that look at it. */
final class SceneStage implements AutoCloseable {

  static final String MACHINE = "vm";

  /** A pass phrase as Azure Disk Encryption makes them for Linux. */
  static final byte[] PHRASE = TestStage.ascii("A".repeat(172));

  final TestStage stage = new TestStage();
  private UseCases useCases = stage.useCases;
  private int ticks;

  Vault vault() {
    return stage.vault;
  }

  /** Members of the policy's {@code keys}, as JSON, in addition to allowedVaults. */
  void rules(String members) {
    stage.azure.policies(TestStage.POLICIES.replace("\"keys\": {", "\"keys\": {" + members + ", "));
  }

  String machine(UnaryOperator<MachinePlan> plan) {
    return stage.machine(MACHINE, plan);
  }

  String machineId() {
    return stage.azure.compute().ids("virtualMachines").get(0);
  }

  Stored kek() {
    return vault().keys().generate("kek", 2048);
  }

  Stored bek() {
    return stage.bek("bek", PHRASE);
  }

  Ade.Reference reference(Vault vault, Stored stored) {
    return new Ade.Reference(stored.id(), vault.settings().resourceId());
  }

  /** A disk that carries the references of single-pass Azure Disk Encryption. */
  DiskPlan ade(Stored bek, Optional<Stored> kek) {
    return stage.adeDisk(DiskPlan.blank(), bek, kek);
  }

  /** A healthy machine under Azure Disk Encryption, its BEK wrapped by a KEK. */
  String adeMachine(UnaryOperator<MachinePlan> plan) {
    Stored kek = kek();
    Stored bek = stage.wrappedBek("bek", PHRASE, kek);
    return machine(
        start ->
            plan.apply(
                start
                    .ade(stage.reference(bek), Optional.of(stage.reference(kek)))
                    .os(ade(bek, Optional.of(kek)))));
  }

  /** What the extension says about the volumes. */
  static UnaryOperator<MachinePlan> volumes(String os, String data) {
    String message = "{\"os\": \"%s\", \"data\": \"%s\"}".formatted(os, data);
    return plan -> plan.guest(guest -> guest.withSubstatus(Ade.name(false), message));
  }

  String set(Vault vault, Stored key) {
    return stage
        .azure
        .compute()
        .encryptionSet(TestStage.SUBSCRIPTION, "prod", "des", "westeurope", reference(vault, key));
  }

  void change(String id, Consumer<ObjectNode> change) {
    stage.azure.compute().change(id, change);
  }

  /** From now on every call to the vault ends so. */
  void vaultFails(Fault fault) {
    String host = vault().settings().host();
    stage.azure.faults().add(request -> request.host().equals(host), fault, 10_000);
  }

  /** From now on nobody waits longer than a second for an answer. */
  void impatient() {
    Map<String, String> settings = new HashMap<>(stage.azure.settings());
    settings.put("KEYHOLD_HTTP_TIMEOUT", "1");
    useCases = stage.useCases(settings);
  }

  void advance(Duration time) {
    stage.azure.clock().advance(time);
  }

  /** A tick, and what came of the machine; another scene may follow a day later. */
  RecoveryPoint tick() {
    ticks++;
    return useCases.backupTick().tick("t" + ticks).orders().stream()
        .map(order -> useCases.backupMachine().deliver(order, BackupDelivery.LAST_DELIVERY))
        .map(result -> ((BackupDelivery.Result.Done) result).point())
        .reduce((first, last) -> last)
        .orElseThrow(() -> new AssertionError("nothing was due"));
  }

  /** A tick, and the next slot a day later. */
  void tickAndSleep() {
    tick();
    advance(Duration.ofDays(1));
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  @Override
  public void close() {
    stage.close();
  }
}
