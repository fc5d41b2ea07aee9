package io.keyhold.restore;

import io.keyhold.domain.AdeVolume;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.Look;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Vaults;
import io.keyhold.domain.VirtualMachines.DualPass;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The key references that stood on the machine's own model (Azure Disk Encryption with an Entra
 * application). The new machine has to name them again, together with their vaults' ids, which were
 * not recorded.
 */
final class DualPasses {

  private final Vaults vaults;

  DualPasses(Vaults vaults) {
    this.vaults = vaults;
  }

  /** The names of the vaults that the references lead to. */
  static List<String> vaults(Blueprint plan) {
    return volume(plan).stream()
        .flatMap(volume -> Stream.concat(volume.secretUrl().stream(), volume.kekUrl().stream()))
        .flatMap(url -> KeyRef.parse(url).stream())
        .map(KeyRef::vault)
        .distinct()
        .toList();
  }

  /** The references of the OS disk; a machine's model has room for no others. */
  private static Optional<AdeVolume> volume(Blueprint plan) {
    return plan.point().machine().stream()
        .flatMap(model -> model.modelVolumes().stream())
        .filter(volume -> !volume.nameless())
        .findFirst();
  }

  /**
   * @throws CloudFailure when a vault is not found
   */
  Optional<DualPass> of(Blueprint plan) {
    return volume(plan)
        .flatMap(
            volume ->
                vault(volume.secretUrl(), plan)
                    .map(secret -> new DualPass(volume, secret, vault(volume.kekUrl(), plan))));
  }

  private Optional<ArmId> vault(Optional<String> url, Blueprint plan) {
    return url.flatMap(KeyRef::parse).map(key -> vault(key.vault(), plan.subscription()));
  }

  private ArmId vault(String name, String subscription) {
    return switch (vaults.find(subscription, name)) {
      case Look.Seen<Vaults.Vault> seen -> seen.value().id();
      case Look.Absent<Vaults.Vault> absent ->
          throw new CloudFailure(
              new Problem(
                  Code.CLOUD_REFUSED,
                  name,
                  "no vault " + name + " is to be seen in the subscription"));
      case Look.Unknown<Vaults.Vault> unknown -> throw new CloudFailure(unknown.cause());
    };
  }
}
