package io.keyhold.e2e;

import io.keyhold.local.identity.Role;
import java.util.List;

/** What docs/restore-rights.md gives the identity of the restore app, scope by scope. */
final class RestoreRights {

  private RestoreRights() {}

  static List<Role> all() {
    return List.of(ofTheSubscription(), ofSnapshots(), ofTheTarget(), ofTheNetwork());
  }

  /** To look: at quotas, sizes, locks, its own rights, vaults, machines and groups. */
  static Role ofTheSubscription() {
    return Role.of(
        "Microsoft.Resources/subscriptions/resourceGroups/read",
        "Microsoft.Authorization/locks/read",
        "Microsoft.Authorization/permissions/read",
        "Microsoft.Compute/locations/usages/read",
        "Microsoft.Compute/skus/read",
        "Microsoft.Compute/locations/operations/read",
        "Microsoft.Compute/locations/diskOperations/read",
        "Microsoft.Network/locations/operations/read",
        "Microsoft.Compute/virtualMachines/read",
        "Microsoft.Compute/diskEncryptionSets/read",
        "Microsoft.KeyVault/vaults/read",
        "Microsoft.KeyVault/vaults/deploy/action",
        "Microsoft.KeyVault/locations/deletedVaults/read");
  }

  /** Which of the two a disk that is made of a snapshot needs is not documented. */
  static Role ofSnapshots() {
    return Role.of(
        "Microsoft.Compute/snapshots/read",
        "Microsoft.Compute/snapshots/beginGetAccess/action",
        "Microsoft.Compute/disks/beginGetAccess/action");
  }

  static Role ofTheTarget() {
    return Role.of(
        "Microsoft.Compute/disks/read",
        "Microsoft.Compute/disks/write",
        "Microsoft.Compute/disks/delete",
        "Microsoft.Network/networkInterfaces/read",
        "Microsoft.Network/networkInterfaces/write",
        "Microsoft.Network/networkInterfaces/join/action",
        "Microsoft.Network/networkInterfaces/delete",
        "Microsoft.Compute/virtualMachines/write",
        "Microsoft.Compute/virtualMachines/deallocate/action",
        "Microsoft.Compute/virtualMachines/delete");
  }

  static Role ofTheNetwork() {
    return Role.of(
        "Microsoft.Network/virtualNetworks/read",
        "Microsoft.Network/virtualNetworks/subnets/join/action");
  }
}
