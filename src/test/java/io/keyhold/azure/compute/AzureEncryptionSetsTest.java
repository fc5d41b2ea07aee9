package io.keyhold.azure.compute;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.azure.AzureWorld;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.Code;
import io.keyhold.domain.EncryptionSets;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.SetReading;
import io.keyhold.domain.contract.EncryptionSetsContract;
import io.keyhold.local.arm.Ade;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.http.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AzureEncryptionSetsTest extends EncryptionSetsContract {

  private static final String VAULT_ID =
      "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/keys"
          + "/providers/Microsoft.KeyVault/vaults/kv-prod";

  private static AzureWorld world;

  @BeforeAll
  static void start() {
    world = AzureWorld.start();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Override
  protected EncryptionSets sets() {
    return world.adapters().encryptionSets();
  }

  @Override
  protected ArmId givenSet(SetReading.Found as) {
    String id =
        world
            .azure()
            .compute()
            .encryptionSet(
                LocalAzure.SUBSCRIPTION,
                AzureWorld.GROUP,
                world.name("set"),
                AzureWorld.REGION,
                new Ade.Reference(as.activeKey().orElseThrow().written(), VAULT_ID));
    world.azure().compute().change(id, body -> shape(body, as));
    return new ArmId(id);
  }

  private static void shape(ObjectNode body, SetReading.Found as) {
    ObjectNode properties = (ObjectNode) body.get("properties");
    if (!as.hasIdentity()) {
      body.remove("identity");
    }
    if (as.doubled()) {
      properties.put("encryptionType", "EncryptionAtRestWithPlatformAndCustomerKeys");
    }
    for (KeyRef previous : as.previousKeys()) {
      properties.putArray("previousKeys").addObject().put("keyUrl", previous.written());
    }
    as.rotationError()
        .map(error -> error.split(": ", 2))
        .ifPresent(
            error ->
                properties
                    .putObject("autoKeyRotationError")
                    .put("code", error[0])
                    .put("message", error[1]));
  }

  @Override
  protected ArmId noSet() {
    return world.id("diskEncryptionSets", "nowhere");
  }

  private static SetReading.Found healthy() {
    return new SetReading.Found(true, Optional.of(key(1)), List.of(), Optional.empty());
  }

  @Test
  void aMissingRightIsAReadingThatNamesIt() {
    ArmId set = givenSet(healthy());
    String client = world.clientWithout("Microsoft.Compute/diskEncryptionSets/read").orElseThrow();
    assertThat(world.adapters(Map.of("AZURE_CLIENT_ID", client)).encryptionSets().read(set))
        .isInstanceOfSatisfying(
            SetReading.NoAnswer.class,
            none -> {
              assertThat(none.cause().code()).isEqualTo(Code.SET_UNREADABLE);
              assertThat(none.cause().detail())
                  .contains("Microsoft.Compute/diskEncryptionSets/read is missing on ");
            });
  }

  @Test
  void anErrorOfAzureIsAReadingToo() {
    ArmId set = givenSet(healthy());
    world
        .azure()
        .faults()
        .add(
            request -> request.path().endsWith(set.name()),
            Fault.before(new Fault.Status(503, "")),
            9);
    assertThat(sets().read(set))
        .isInstanceOfSatisfying(
            SetReading.NoAnswer.class,
            none -> assertThat(none.cause().code()).isEqualTo(Code.CLOUD_ERROR));
    world.azure().faults().clear();
  }
}
