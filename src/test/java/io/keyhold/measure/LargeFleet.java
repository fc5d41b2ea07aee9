package io.keyhold.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.arm.Ade;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.arm.MachinePlan;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.keyvault.Stored;
import io.keyhold.local.keyvault.Vault;
import io.keyhold.local.keyvault.VaultSettings;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Machines of three disks under Azure Disk Encryption. Every four share a BEK and a KEK: half as
 * many key versions as machines, in five vaults.
 */
final class LargeFleet {

  static final int DISKS = 3;

  private static final int SHARE = 4;
  private static final int VAULTS = 5;
  private static final int MACHINES_PER_GROUP = 100;
  private static final String REGION = "westeurope";
  private static final String GROUP = "machines";
  private static final String SNAPSHOTS = "keyhold-snapshots";

  private LargeFleet() {}

  static int keyVersions(int machines) {
    return 2 * ((machines + SHARE - 1) / SHARE);
  }

  static void stage(LocalAzure azure, int machines) {
    azure.compute().group(LocalAzure.SUBSCRIPTION, SNAPSHOTS, REGION);
    List<Vault> vaults =
        IntStream.range(0, VAULTS)
            .mapToObj(number -> azure.vaults().create(settings(number)))
            .toList();
    JsonNode pair = pair();
    for (int first = 0; first < machines; first += SHARE) {
      Vault vault = vaults.get(first / SHARE % VAULTS);
      Ade.Reference bek =
          reference(
              vault,
              vault
                  .secrets()
                  .set(
                      "bek-" + first,
                      "YmVrIG9mIG1hY2hpbmVz",
                      Optional.of("Wrapped BEK"),
                      Map.of("DiskEncryptionKeyEncryptionAlgorithm", "RSA-OAEP")));
      // One pair for all: making thousands would take longer than everything else.
      Ade.Reference kek = reference(vault, vault.keys().importKey("kek-" + first, pair));
      for (int number = first; number < Math.min(first + SHARE, machines); number++) {
        azure.compute().machine(machine(number, bek, kek));
      }
    }
    azure.policies(policies());
  }

  private static VaultSettings settings(int number) {
    return VaultSettings.of("kv-" + number).in(REGION).protectedFromPurge();
  }

  private static Ade.Reference reference(Vault vault, Stored stored) {
    return new Ade.Reference(stored.id(), vault.settings().resourceId());
  }

  private static MachinePlan machine(int number, Ade.Reference bek, Ade.Reference kek) {
    MachinePlan plan =
        MachinePlan.named(LocalAzure.SUBSCRIPTION, group(number), "m%05d".formatted(number))
            .location(REGION)
            .tag("keyhold-policy", "daily")
            .ade(bek, Optional.of(kek))
            .os(disk(bek, kek));
    for (int lun = 0; lun < DISKS - 1; lun++) {
      plan.data(lun, disk(bek, kek));
    }
    return plan;
  }

  /** Each group gets a network of its own, whose addresses are looked through one by one. */
  private static String group(int number) {
    return GROUP + "-" + number / MACHINES_PER_GROUP;
  }

  private static DiskPlan disk(Ade.Reference bek, Ade.Reference kek) {
    return DiskPlan.blank().encryptionSettings(Ade.settings("1.1", bek, Optional.of(kek)));
  }

  private static JsonNode pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      RSAPrivateCrtKey key = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
      ObjectNode json = new ObjectMapper().createObjectNode().put("kty", "RSA");
      put(json, "n", key.getModulus());
      put(json, "e", key.getPublicExponent());
      put(json, "d", key.getPrivateExponent());
      put(json, "p", key.getPrimeP());
      put(json, "q", key.getPrimeQ());
      put(json, "dp", key.getPrimeExponentP());
      put(json, "dq", key.getPrimeExponentQ());
      put(json, "qi", key.getCrtCoefficient());
      return json;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void put(ObjectNode json, String name, BigInteger number) {
    byte[] bytes = number.toByteArray();
    int sign = bytes[0] == 0 ? 1 : 0;
    json.put(
        name,
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(java.util.Arrays.copyOfRange(bytes, sign, bytes.length)));
  }

  private static String policies() {
    String vaults =
        String.join(
            ", ", IntStream.range(0, VAULTS).mapToObj(number -> "\"kv-" + number + "\"").toList());
    return """
    {"policies": [{
      "name": "daily", "subscriptions": ["%s"],
      "schedule": {"cron": "0 2 * * *", "zone": "Europe/Amsterdam"},
      "snapshots": {"resourceGroup": "%s"},
      "keep": {"days": 30, "atLeast": 3},
      "keys": {"allowedVaults": [%s]}}]}
    """
        .formatted(LocalAzure.SUBSCRIPTION, SNAPSHOTS, vaults);
  }
}
