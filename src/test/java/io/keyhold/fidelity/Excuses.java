package io.keyhold.fidelity;

import java.util.List;
import java.util.Set;

/** The list of all that is not answered as it was recorded, with the reason. */
final class Excuses {

  private static final String POLICIES = "header x-ms-ratelimit-remaining-resource";

  private Excuses() {}

  static final List<Excuse> ALL =
      List.of(
          older(
              "Operation URLs are signed (t, c, s, h) since autumn 2023, with p since 2022.",
              Set.of("signature of operation URLs"),
              "ade-disk/put-disk-with-bek-and-kek-2022",
              "ade-disk/patch-ade-disk-without-settings",
              "deletes/delete-vm",
              "deletes/delete-des",
              "deletes/delete-ade-disk-2019",
              "deletes/delete-snapshot-while-it-is-being-copied",
              "des-rotation/put-des-auto-rotation",
              "des-rotation/patch-des-rotation-off",
              "des-rotation/patch-des-rotation-off-and-identity-removed",
              "des-rotation/patch-des-tags-only-2022",
              "des/put-des-system-assigned",
              "des/put-snapshot-with-des",
              "des/put-change-snapshot-to-des",
              "des/put-change-disk-to-des",
              "disk-from-snapshot/put-disk-from-snapshot",
              "disk-from-snapshot/put-disk-from-disk-2022",
              "disk-from-snapshot/put-larger-disk-from-finished-copy",
              "snapshot-access/disk-begin-get-access",
              "snapshot-access/snapshot-begin-get-access",
              "snapshot-access/disk-end-get-access",
              "snapshot-access/snapshot-begin-get-access-2023",
              "snapshot-access/snapshot-end-get-access-2023",
              "snapshot-copystart/put-copystart-same-region",
              "snapshot-copystart/put-copystart-other-region-without-sku",
              "snapshot-copystart/put-copystart-all-headers",
              "snapshot-incremental/put-snapshot-of-attached-disk",
              "snapshot-trusted-launch/put-snapshot-of-trusted-launch-os-disk",
              "vm-des/put-vm-with-encryption-set",
              "vm-power/put-vm-create",
              "vm-power/start-vm",
              "vm-power/deallocate-vm"),
          older(
              "Until mid 2022 the body of a 202 had isArmResource, and lacked the type.",
              Set.of("-/properties/isArmResource", "+/type"),
              "ade-disk/put-disk-with-bek-and-kek-2022",
              "ade-disk/patch-ade-disk-without-settings",
              "des/put-snapshot-with-des",
              "des/put-change-snapshot-to-des",
              "des/put-change-disk-to-des",
              "disk-from-snapshot/put-disk-from-disk-2022"),
          older(
              "Until March 2023 the body of a snapshot's 202 lacked the name.",
              Set.of("+/name"),
              "des/put-snapshot-with-des",
              "des/put-change-snapshot-to-des",
              "snapshot-copystart/put-copystart-same-region",
              "snapshot-copystart/put-copystart-other-region-without-sku",
              "snapshot-trusted-launch/put-snapshot-of-trusted-launch-os-disk"),
          older(
              "Until mid 2022 the body of a disk's 202 lacked the id.",
              Set.of("+/id"),
              "ade-disk/patch-ade-disk-without-settings",
              "des/put-change-disk-to-des",
              "disk-from-snapshot/put-disk-from-disk-2022"),
          older(
              "Until mid 2022 the body of a 202 showed members of the provider's own.",
              Set.of("-/properties/colocationConstraints"),
              "des/put-change-snapshot-to-des",
              "des/put-change-disk-to-des"),
          older(
              "Until mid 2022 the body of a 202 showed members of the provider's own.",
              Set.of("-/properties/faultDomain"),
              "ade-disk/patch-ade-disk-without-settings",
              "des/put-change-snapshot-to-des"),
          older(
              "The 202 of early 2022 already had what the finished disk has; that of 2023 has not.",
              Set.of(
                  "-/properties/creationData/sourceUniqueId", "-/properties/publicNetworkAccess"),
              "disk-from-snapshot/put-disk-from-disk-2022"),
          older(
              "The budget of sets has other names since 2023 (throttling-headers.json).",
              Set.of(POLICIES),
              "deletes/delete-des",
              "des-rotation/put-des-auto-rotation",
              "des-rotation/patch-des-tags-only-2022",
              "des/put-des-system-assigned"),
          older(
              "The budgets of machines are counted per resource since 2023.",
              Set.of(POLICIES),
              "deletes/poll-delete-restore-point-while-its-copy-replicates",
              "vm-attach-os-disk/get-vm-made-from-attached-disks",
              "vm-attach-os-disk/get-vm-from-attached-disks-instance-view",
              "vm-des/poll-put-vm-with-encryption-set-in-progress",
              "vm-des/get-vm-with-encryption-set",
              "vm-instance-view/get-ade-extension-with-instance-view-2019",
              "vm-instance-view/get-extension-deallocated-vm",
              "vm-instance-view/linux-ade-encryption-still-running",
              "vm-power/poll-put-vm-in-progress",
              "vm-power/get-vm-instance-view-right-after-create",
              "vm-power/poll-deallocate-vm-succeeded",
              "vm-power/get-vm-instance-view-deallocated"),
          older(
              "In 2020 a PATCH of tags alone was answered at once; since 2022 it is an operation.",
              Set.of("status"),
              "des-rotation/patch-des-tags-only"),
          older(
              "Written as 2019 did: sku and properties first.",
              Set.of("order of /value/0/"),
              "ade-disk/list-disks-in-group",
              "ade-disk/list-snapshots-in-group"),
          older(
              "Written as 2019 did: sku and properties first.",
              Set.of("order of /properties/output/"),
              "ade-disk/poll-patch-ade-disk"),
          older(
              "Written as 2019 did: sku and properties first.",
              Set.of("order of /"),
              "ade-disk/patch-ade-disk-without-settings"),
          older(
              "In 2019 a disk that became Premium kept the speed of its old kind for a while.",
              Set.of(
                  "~/properties/output/properties/diskIOPSReadWrite",
                  "~/properties/output/properties/diskMBpsReadWrite"),
              "ade-disk/poll-patch-ade-disk"),
          different(
              "Tags that a policy of Microsoft's own subscription added.",
              Set.of(
                  "-/tags/azsecpack",
                  "-/tags/platformsettings.host_environment.service.platform_optedin_for_rootcerts"),
              "vm-des/put-vm-with-encryption-set"),
          older(
              "Until 2023 the properties of a machine began with its vmId.",
              Set.of("order of /properties/"),
              "vm-attach-os-disk/get-vm-made-from-attached-disks",
              "vm-attach-os-disk/get-vm-from-attached-disks-instance-view",
              "vm-des/put-vm-with-encryption-set",
              "vm-des/get-vm-with-encryption-set",
              "vm-instance-view/linux-ade-encryption-still-running",
              "vm-power/put-vm-create",
              "vm-power/get-vm-instance-view-right-after-create",
              "vm-power/get-vm-instance-view-deallocated"),
          older(
              "In 2021 the size of an OS disk was written before its deleteOption.",
              Set.of("order of /properties/storageProfile/osDisk/"),
              "vm-instance-view/linux-ade-encryption-still-running"),
          older(
              "In 2019 the properties of an extension began with its settings.",
              Set.of("order of /properties/"),
              "vm-instance-view/get-ade-extension-with-instance-view-2019"),
          older(
              "The platform updates agents of Windows machines since 2025.",
              Set.of("~/properties/osProfile/windowsConfiguration/enableVMAgentPlatformUpdates"),
              "vm-des/put-vm-with-encryption-set",
              "vm-des/get-vm-with-encryption-set"),
          different(
              "The OS disk made with a machine is called _OsDisk_1_ in most recordings, _disk1_ in"
                  + " this one.",
              Set.of(
                  "~/properties/instanceView/disks/0/name",
                  "~/properties/storageProfile/osDisk/name"),
              "vm-power/get-vm-instance-view-right-after-create",
              "vm-power/get-vm-instance-view-deallocated"),
          older(
              "The text of 2025; since 2026 it names MTLS_POP.",
              Set.of("answer"),
              "challenge/no-token-2025"),
          notCalled(
              "First-party services do not call here, and the quoted text is cut.",
              "forbidden/first-party-service"),
          older(
              "Text of 2020 for a refusal that is quoted in a newer form for all other calls.",
              Set.of("answer"),
              "purge-protection/purge-without-permission-old-form"),
          notCalled(
              "Roles are given by whoever installs Keyhold, and by nobody here.",
              "errors/role-assignment-for-new-identity-principal-not-found"),
          notCalled(
              "Restore points come later and by policy only (design.md, choices).",
              "restore-points/put-collection",
              "restore-points/put-restore-point",
              "restore-points/get-restore-point",
              "restore-points/put-restore-point-copy",
              "restore-points/get-restore-point-copy",
              "restore-points/put-restore-point-excluding-a-disk",
              "restore-points/get-restore-point-application-consistent",
              "restore-points/disk-restore-point-begin-get-access",
              "restore-points/get-restore-point-copy-instance-view-replicating",
              "deletes/delete-restore-point-while-its-copy-replicates"));

  static Excuse older(String reason, Set<String> differences, String... exchanges) {
    return new Excuse(Excuse.Sort.OLDER, reason, differences, Set.of(exchanges));
  }

  static Excuse different(String reason, Set<String> differences, String... exchanges) {
    return new Excuse(Excuse.Sort.DIFFERENT, reason, differences, Set.of(exchanges));
  }

  static Excuse notCalled(String reason, String... exchanges) {
    return new Excuse(Excuse.Sort.NOT_CALLED, reason, Set.of(), Set.of(exchanges));
  }
}
