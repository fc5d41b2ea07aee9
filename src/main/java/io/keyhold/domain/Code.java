package io.keyhold.domain;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every problem that Keyhold can name: the code is stable and public, the remedy is what the
 * operator should do. In a remedy, {@code {subject}} stands for the problem's subject, and {@code
 * {vault}} and {@code {name}} for those of the key that is the subject.
 */
public enum Code {
  // What a check of a key found: it cannot be used now, but may come back.
  KEY_DISABLED(
      Group.KEY,
      "KeyDisabled",
      "The key version is disabled",
      "Enable this exact version: az keyvault key set-attributes --enabled true --id {subject}"),
  SECRET_DISABLED(
      Group.KEY,
      "SecretDisabled",
      "The secret version is disabled",
      "Enable this exact version: az keyvault secret set-attributes --enabled true --id {subject}"),
  KEY_DELETED(
      Group.KEY,
      "KeyDeleted",
      "The key object is deleted and can be recovered until its purge date",
      "Recover it before that date: az keyvault key recover --vault-name {vault} --name {name}"),
  SECRET_DELETED(
      Group.KEY,
      "SecretDeleted",
      "The secret is deleted and can be recovered until its purge date",
      "Recover it before that date: az keyvault secret recover --vault-name {vault} --name {name}"),
  VAULT_DELETED(
      Group.KEY,
      "VaultDeleted",
      "The vault is deleted and can be recovered until its purge date",
      "Recover the vault, then give its role assignments back, which recovery does not: "
          + "az keyvault recover --name {subject}"),
  UNWRAP_NOT_PERMITTED(
      Group.KEY,
      "UnwrapNotPermitted",
      "The key's permitted operations do not include unwrapKey",
      "Add unwrapKey to the permitted operations of {subject}"),
  UNWRAP_FAILED(
      Group.KEY,
      "UnwrapFailed",
      "The key does not unwrap the BEK that it is said to wrap",
      "Find out which key wrapped the BEK (secret tag DiskEncryptionKeyEncryptionKeyURL), or "
          + "run the enable command of Azure Disk Encryption again with the right key"),
  SET_MISSING(
      Group.KEY,
      "DiskEncryptionSetMissing",
      "The disk encryption set does not exist",
      "Create the set {subject} again with the same key, or assign the disk another set"),
  SET_WITHOUT_IDENTITY(
      Group.KEY,
      "DiskEncryptionSetWithoutIdentity",
      "The disk encryption set has no identity and so reaches no key",
      "Give {subject} an identity again and let that identity use the key"),
  SET_ROTATION_ERROR(
      Group.KEY,
      "DiskEncryptionSetRotationError",
      "The disk encryption set could not rotate to its key and will not try again",
      "Read autoKeyRotationError of {subject}, correct its cause, and set the key again"),
  SET_WITHOUT_KEY(
      Group.KEY,
      "DiskEncryptionSetWithoutKey",
      "The disk encryption set names no key that can be read",
      "Set an active key on {subject}"),
  // It is gone.
  KEY_LOST(
      Group.KEY,
      "KeyLost",
      "The key version does not exist, and its object is not among the deleted ones",
      "Restore {subject} from a backup of the key, if one exists; otherwise rotate the disk to a "
          + "new key while the machine still runs"),
  SECRET_LOST(
      Group.KEY,
      "SecretLost",
      "The secret version does not exist, and the secret is not among the deleted ones",
      "Restore {subject} from a backup of the secret, if one exists; otherwise add a new protector "
          + "while the machine still runs"),
  // It can be used, but.
  KEY_EXPIRED(
      Group.WARNING,
      "KeyExpired",
      "The key or secret has expired; it still unwraps and can still be read",
      "Extend its expiry date, so that nobody deletes it as unused: {subject}"),
  KEY_NOT_YET_VALID(
      Group.WARNING,
      "KeyNotYetValid",
      "The key or secret is not yet valid; it still unwraps and can still be read",
      "Check the activation date of {subject}"),
  KEY_NEAR_EXPIRY(
      Group.WARNING,
      "KeyNearExpiry",
      "The key or secret expires within 30 days",
      "Extend its expiry date: {subject}"),
  KEY_NOT_PURGE_PROTECTED(
      Group.WARNING,
      "KeyNotPurgeProtected",
      "The vault lets anyone with the right to purge destroy this key for good",
      "Turn on purge protection of the vault of {subject}"),
  CUSTOMER_KEY_EXPIRED(
      Group.WARNING,
      "CustomerKeyExpired",
      "The customer-managed key has expired",
      "Extend its expiry date now, and do not deallocate the machine until that is done:"
          + " {subject}"),
  CUSTOMER_KEY_NOT_YET_VALID(
      Group.WARNING,
      "CustomerKeyNotYetValid",
      "The customer-managed key is not yet valid",
      "Check the activation date of {subject}"),
  // Nothing could be found out.
  VAULT_ACCESS_DENIED(
      Group.UNKNOWN,
      "VaultAccessDenied",
      "The vault does not let Keyhold look",
      "Give Keyhold's identity the right that the detail names, on the vault of {subject}"),
  VAULT_TOKEN_REFUSED(
      Group.UNKNOWN,
      "VaultTokenRefused",
      "The vault was not asked: there is no token that it accepts",
      "Look at the function app's identity and AZURE_CLIENT_ID; the detail says who refused"),
  VAULT_FIREWALL(
      Group.UNKNOWN,
      "VaultFirewall",
      "The vault's network rules refuse Keyhold",
      "Let the function app reach the vault of {subject}: virtual network and private endpoint, or "
          + "an IP rule (Functions is not a trusted service of the vault firewall)"),
  VAULT_THROTTLED(
      Group.UNKNOWN,
      "VaultThrottled",
      "The vault answers that there are too many requests",
      "Nothing to do unless it stays so; Keyhold asks again"),
  VAULT_TIMEOUT(
      Group.UNKNOWN,
      "VaultTimeout",
      "The vault did not answer in time",
      "Nothing to do unless it stays so; Keyhold asks again"),
  VAULT_UNREACHABLE(
      Group.UNKNOWN,
      "VaultUnreachable",
      "The vault's name does not resolve or nothing answers there",
      "Check the name in {subject} and the network; a deleted vault also looks like this"),
  VAULT_ERROR(
      Group.UNKNOWN,
      "VaultError",
      "The vault gave an answer that says nothing about the key",
      "Nothing to do unless it stays so; Keyhold asks again"),
  SET_UNREADABLE(
      Group.UNKNOWN,
      "DiskEncryptionSetUnreadable",
      "The disk encryption set could not be read",
      "Give Keyhold's identity Microsoft.Compute/diskEncryptionSets/read on {subject}"),
  // The store cannot say.
  KEY_KEPT_ELSEWHERE(
      Group.UNVERIFIED,
      "KeyKeptElsewhere",
      "The owner says that the key is kept outside Key Vault",
      "See to it that the key is kept for as long as the backup: {subject}"),
  VAULT_OF_SET_REFUSES(
      Group.UNVERIFIED,
      "VaultOfSetRefuses",
      "The set is healthy, but its vault does not let Keyhold look",
      "To have it checked, let Keyhold's identity read the key's metadata: {subject}"),
  CLOUDLINK_UNVERIFIED(
      Group.UNVERIFIED,
      "CloudLinkUnverified",
      "CloudLink SecureVM keeps the key, and this release cannot ask a CloudLink Center",
      "See to it that the CloudLink Center ({subject}) is backed up after every change of keys, and"
          + " that the backup and the private key of it are kept for as long as the recovery"
          + " point"),
  // Why a machine is refused before any key is asked for.
  TAG_NAMES_NO_SECRET(
      Group.MACHINE,
      "TagNamesNoSecret",
      "The tag keyhold-key names neither a Key Vault secret nor external:<where>",
      "Correct the tag keyhold-key on {subject}: the URL of a secret, or external: and the place"),
  VAULT_NOT_ALLOWED(
      Group.MACHINE,
      "VaultNotAllowed",
      "The tag keyhold-key names a vault that the policy does not allow",
      "Add the vault to keys.allowedVaults of the policy, or correct the tag on {subject}"),
  KEY_REFERENCE_UNREADABLE(
      Group.MACHINE,
      "KeyReferenceUnreadable",
      "The disk says that it is encrypted, but names no key that can be read",
      "Look at encryptionSettingsCollection of {subject}; run the enable command of Azure Disk "
          + "Encryption again"),
  KEYS_CHANGED(
      Group.MACHINE,
      "KeysChanged",
      "The snapshot names other keys than the ones that were checked",
      "Nothing to do: the next slot checks the new keys"),
  DISK_NOT_SUPPORTED(
      Group.MACHINE,
      "DiskNotSupported",
      "The platform cannot take an incremental snapshot of this kind of disk",
      "Exclude the disk {subject} with the tag keyhold-exclude and a reason"),
  DISK_CONFIDENTIAL(
      Group.MACHINE,
      "DiskConfidential",
      "The disk of a confidential machine cannot be opened without the machine's virtual TPM",
      "Back this machine up by other means, or exclude the disk {subject} with the tag "
          + "keyhold-exclude and a reason"),
  DISK_SHARED(
      Group.MACHINE,
      "DiskShared",
      "The disk may be attached to several machines at once; a snapshot for one is not consistent",
      "Back up what is on {subject} by means of the cluster that shares it"),
  DISK_EPHEMERAL(
      Group.MACHINE,
      "DiskEphemeral",
      "The OS disk lives on the machine's host, and Azure can take no snapshot of it",
      "Keep what must not be lost on data disks; the OS comes back from its image: {subject}"),
  ENCRYPTION_UNDER_WAY(
      Group.MACHINE,
      "EncryptionUnderWay",
      "Encryption or decryption of the disks is under way, or waits for a restart",
      "Nothing to do unless it stays so: after two postponed slots the machine is backed up all the"
          + " same. If a restart is pending, restart {subject}"),
  NO_DISKS(
      Group.MACHINE,
      "NoDisks",
      "No disk is left to back up",
      "Remove a tag keyhold-exclude from a disk of {subject}, or the tag keyhold-policy"),
  MACHINE_GONE(
      Group.MACHINE,
      "MachineGone",
      "The machine does not exist any more, or another one has its name",
      "Nothing to do if that was meant; older recovery points stay as they are"),
  DISK_GONE(
      Group.MACHINE,
      "DiskGone",
      "A disk of the machine vanished while it was backed up",
      "Nothing to do: the next slot takes the disks that are there"),
  // What must be known and stops nothing.
  NOTHING_DECLARED(
      Group.REMARK,
      "NothingDeclared",
      "Nothing is visible and nothing declared: that is not the same as unencrypted",
      "If {subject} uses BitLocker or LUKS, say with the tag keyhold-key where the key is kept"),
  ENCRYPTION_VANISHED(
      Group.REMARK,
      "EncryptionVanished",
      "The machine was encrypted at its last good recovery point and now looks undeclared",
      "Find out whether that was meant: {subject}. If the disks are still encrypted, put the tag "
          + "keyhold-key back"),
  SCHEMES_MIXED(
      Group.REMARK,
      "SchemesMixed",
      "The disks of the machine are encrypted in different ways",
      "Nothing to do; a restore needs all the keys that the recovery point lists"),
  CONTENT_MIXED(
      Group.REMARK,
      "ContentMixed",
      "Encryption or decryption was under way when the snapshots were taken",
      "Do not rely on this recovery point alone: it holds encrypted and clear parts. See why the "
          + "encryption of {subject} does not end"),
  ADE_NAMES_NO_KEY(
      Group.REMARK,
      "AdeNamesNoKey",
      "Azure Disk Encryption speaks of encrypted data volumes, and a data disk names no key",
      "Look into {subject}: if that disk is encrypted, run the enable command again, or say with "
          + "the tag keyhold-key where its key is kept"),
  DISK_EXCLUDED(
      Group.REMARK,
      "DiskExcluded",
      "The disk is left out because its tag keyhold-exclude says so",
      "Nothing to do if that is meant; otherwise remove the tag from {subject}"),
  ENCRYPTION_AT_HOST(
      Group.REMARK,
      "EncryptionAtHost",
      "The machine uses encryption at host",
      "Nothing to do; a machine that is made from restored disks does not have it by itself"),
  GUEST_NOT_ASKED(
      Group.REMARK,
      "GuestNotAsked",
      "The machine could not be asked whether encryption is under way",
      "Nothing to do; a backup while {subject} runs says more"),
  NO_LONGER_SELECTED(
      Group.REMARK,
      "NoLongerSelected",
      "The machine has recovery points, and no policy selects it any more",
      "If that is not meant, set the tag keyhold-policy on {subject}"),
  NOT_LOOKED_AT(
      Group.REMARK,
      "NotLookedAt",
      "This could not be looked at before the restore",
      "Nothing to do if you know that it is right; otherwise give Keyhold's identity the right that"
          + " the detail names: {subject}"),
  MACHINE_MODEL_MISSING(
      Group.REMARK,
      "MachineModelMissing",
      "An earlier release took this recovery point, which does not say how the machine was built",
      "Look at tags, caching of the disks, secure boot and licence of the restored machine"
          + " yourself"),
  // What a call to the cloud can end with.
  CLOUD_THROTTLED(
      Group.CLOUD,
      "CloudThrottled",
      "Azure answers that there are too many requests",
      "Nothing to do unless it stays so; Keyhold tries again",
      true),
  CLOUD_TIMEOUT(
      Group.CLOUD,
      "CloudTimeout",
      "Azure did not answer in time",
      "Nothing to do unless it stays so; Keyhold tries again",
      true),
  CLOUD_UNREACHABLE(
      Group.CLOUD,
      "CloudUnreachable",
      "Azure could not be reached",
      "Check the network, HTTPS_PROXY and KEYHOLD_CA_FILE",
      true),
  CLOUD_ERROR(
      Group.CLOUD,
      "CloudError",
      "Azure answered with an error of its own",
      "Nothing to do unless it stays so; Keyhold tries again",
      true),
  CLOUD_DENIED(
      Group.CLOUD,
      "CloudDenied",
      "Azure does not let Keyhold do this",
      "Give Keyhold's identity the action that the detail names",
      true),
  CLOUD_REFUSED(
      Group.CLOUD,
      "CloudRefused",
      "Azure refused the request as it was made",
      "Read the detail: a rule or a state of {subject} forbids it"),
  CLOUD_CONFLICT(
      Group.CLOUD,
      "CloudConflict",
      "Another change to the same thing was faster",
      "Nothing to do; Keyhold decides again",
      true),
  SLOT_ABANDONED(
      Group.CLOUD,
      "SlotAbandoned",
      "The backup was begun and never finished",
      "Look at the log of the slot {subject}; the next slot is taken as usual"),
  SNAPSHOT_NOT_OURS(
      Group.CLOUD,
      "SnapshotNotOurs",
      "A snapshot bears Keyhold's tag or name, but is not one that this catalogue knows",
      "Nothing was deleted. Is KEYHOLD_CATALOGUE the right one? If nobody needs {subject}, "
          + "delete it yourself"),
  COPY_NAME_TAKEN(
      Group.CLOUD,
      "CopyNameTaken",
      "Something else has the name that the copy should get",
      "Find out what {subject} is; if nobody needs it, delete it. The point stays without copies"),
  COPY_FAILED(
      Group.CLOUD,
      "CopyFailed",
      "Azure could not copy a snapshot to the target region",
      "Read the detail. Keyhold tries it three times in all; the sweep deletes what was begun"),
  COPY_SOURCE_GONE(
      Group.CLOUD,
      "CopySourceGone",
      "The snapshot was deleted before its copy was whole",
      "Find out who deleted {subject}: Keyhold never deletes a snapshot that is being copied"),
  COPY_NOT_STARTED(
      Group.CLOUD,
      "CopyNotStarted",
      "The copies could not all be started in the time that there was",
      "Read the other causes; the log of copy-advance has each attempt"),
  COPY_OVERTAKEN(
      Group.CLOUD,
      "CopyOvertaken",
      "A newer snapshot of the same disk was copied before this one",
      "Nothing: snapshots of a disk are copied in the order in which they were made, so that this "
          + "one stays in its own region"),
  COPY_UNDER_PLATFORM_KEY(
      Group.CLOUD,
      "CopyUnderPlatformKey",
      "The finished copy is encrypted with the platform's key, not with the customer's",
      "The copy is swept. Check the disk encryption set of the policy's copy; if the platform's "
          + "key is good enough there, set allowPlatformKey"),
  COPY_UNDER_OTHER_KEY(
      Group.CLOUD,
      "CopyUnderOtherKey",
      "The finished copy is encrypted with another set, or in another way, than was asked for",
      "The copy is swept. Find out who changed the encryption of {subject}"),
  SCOPE_LOCKED(
      Group.CLOUD,
      "ScopeLocked",
      "A lock on the resource, its group or its subscription forbids it",
      "Remove the lock that the detail names, if it is not meant; Keyhold tries again: {subject}",
      true),
  RIGHT_NOT_ASKED(
      Group.CLOUD,
      "RightNotAsked",
      "Whether this right is there could not be asked",
      "The detail says why. Who may list role assignments can see it: az role assignment list "
          + "--assignee <client id> --all"),
  EXPIRY_STOPPED(
      Group.CLOUD,
      "ExpiryStopped",
      "Far more recovery points would expire than were completed; none was marked",
      "Look at GET /api/expiry. If that is meant, PUT /api/expiry/{subject} lets so many points go "
          + "on in the next run; if not, find out why backups do not complete or whether a clock "
          + "is wrong, or lengthen keep in the policy"),
  // What a caller of the HTTP functions can get wrong.
  MALFORMED_REQUEST(
      Group.REQUEST,
      "MalformedRequest",
      "The request cannot be read",
      "Send a JSON object as the documentation of this call shows"),
  MALFORMED_ID(
      Group.REQUEST,
      "MalformedId",
      "The id has not the form of one",
      "Recovery points: as listed; ids of your own: 1 to 64 of A–Z a–z 0–9 _ -"),
  BODY_REQUIRED(
      Group.REQUEST,
      "BodyRequired",
      "The request has no body, or one whose length was not stated",
      "Send the body with a Content-Length; chunked bodies do not reach the function"),
  BODY_TOO_LARGE(
      Group.REQUEST, "BodyTooLarge", "The body is larger than 64 KiB", "Send a smaller body"),
  INVALID_MEMBER(
      Group.REQUEST,
      "InvalidMember",
      "A member of the request is missing, unknown, or has a wrong type or value",
      "Correct the member that the detail names"),
  METHOD_NOT_ALLOWED(
      Group.REQUEST,
      "MethodNotAllowed",
      "The method is not one of this call's",
      "Use one of the methods that the header Allow names"),
  NOT_FOUND(
      Group.REQUEST, "NotFound", "There is no such thing", "Check the id; list what there is"),
  ID_IN_USE(
      Group.REQUEST,
      "IdInUse",
      "The id was used before with another body",
      "Choose a new id, or repeat the first request unchanged"),
  NOT_RESTORABLE(
      Group.REQUEST,
      "NotRestorable",
      "This recovery point holds nothing that can be restored",
      "Choose a point in state taken, copying, complete or expiring"),
  NO_SUCH_DISK(
      Group.REQUEST,
      "NoSuchDisk",
      "The recovery point has no such disk",
      "Name LUNs that the recovery point lists"),
  NAME_TAKEN(
      Group.REQUEST,
      "NameTaken",
      "Something with this name exists already, or another restore makes it",
      "Choose another namePrefix or resource group: {subject}"),
  NO_COPY_IN_REGION(
      Group.REQUEST,
      "NoCopyInRegion",
      "The recovery point has no copy in this region",
      "Restore in the region of the machine, or wait until the copy is complete"),
  MODE_NOT_AVAILABLE(
      Group.REQUEST,
      "ModeNotAvailable",
      "An earlier release restored disks, not yet whole machines; no longer said",
      "Use the mode machine with this release"),
  RESTORE_FINISHED(
      Group.REQUEST,
      "RestoreFinished",
      "The restore has finished; what it made is yours",
      "Delete it yourself if you do not want it"),
  NO_POLICY(
      Group.REQUEST,
      "NoPolicy",
      "The machine's tag names no policy, so there is nothing to back it up by",
      "Set the tag keyhold-policy on {subject} to the name of a policy"),
  SNAPSHOT_GONE(
      Group.REQUEST,
      "SnapshotGone",
      "The snapshot of the recovery point does not exist any more",
      "Choose another recovery point; find out who deleted {subject}"),
  RESTORE_FAILED(
      Group.REQUEST,
      "RestoreFailed",
      "Something could not be made",
      "Read the detail, remove the cause, and restore again under a new id"),
  // Why a restore would not succeed where it is to go.
  TARGET_GROUP_MISSING(
      Group.REQUEST,
      "TargetGroupMissing",
      "The resource group does not exist",
      "Create {subject}, or name another resource group"),
  TARGET_READ_ONLY(
      Group.REQUEST,
      "TargetReadOnly",
      "A lock lets nothing be made or changed in the resource group",
      "Remove the lock that the detail names, or name another resource group: {subject}"),
  TARGET_DELETE_LOCKED(
      Group.REQUEST,
      "TargetDeleteLocked",
      "A lock would keep a restore that fails or is cancelled from removing what it made",
      "Remove the lock that the detail names, or name another resource group: {subject}"),
  ACTION_MISSING(
      Group.REQUEST,
      "ActionMissing",
      "Keyhold's restore identity may not do what this restore needs",
      "Give the identity of the restore app the actions that the detail names, on {subject}"),
  QUOTA_EXCEEDED(
      Group.REQUEST,
      "QuotaExceeded",
      "The subscription has not enough left of a quota in this region",
      "Ask Azure for more of {subject} in this region, or choose another size, kind or region"),
  SIZE_NOT_AVAILABLE(
      Group.REQUEST,
      "SizeNotAvailable",
      "The region does not offer this size to the subscription",
      "Name another size in target.size: {subject}"),
  SIZE_DOES_NOT_FIT(
      Group.REQUEST,
      "SizeDoesNotFit",
      "A machine of this size cannot have what the recorded one had",
      "Name a size in target.size that has what the detail names: {subject}"),
  ZONE_NOT_AVAILABLE(
      Group.REQUEST,
      "ZoneNotAvailable",
      "The availability zone does not offer this to the subscription",
      "Name another zone in target.zone, or another size: {subject}"),
  SUBNET_MISSING(
      Group.REQUEST,
      "SubnetMissing",
      "The subnet does not exist",
      "Name an existing subnet in target.subnetId: {subject}"),
  SUBNET_DOES_NOT_FIT(
      Group.REQUEST,
      "SubnetDoesNotFit",
      "The machine cannot stand in this subnet",
      "Name a subnet of the target's region and subscription in target.subnetId: {subject}"),
  SET_ELSEWHERE(
      Group.REQUEST,
      "DiskEncryptionSetElsewhere",
      "The disk encryption set is in another region than the restored disks",
      "Name a set of the target's region in target.diskEncryptionSetId: {subject}"),
  VAULT_ELSEWHERE(
      Group.REQUEST,
      "VaultElsewhere",
      "Azure Disk Encryption needs its vault in the region and subscription of the machine",
      "Restore the disks (mode disks) and open them with the unlock plan: {subject}"),
  VAULT_NOT_FOR_DISKS(
      Group.REQUEST,
      "VaultNotForDisks",
      "The vault does not let Azure take keys for the disks of a machine",
      "Enable it: az keyvault update --name {subject} --enabled-for-disk-encryption true"),
  MACHINE_NOT_RECORDED(
      Group.REQUEST,
      "MachineNotRecorded",
      "The recovery point does not say how the machine was built, and the request does not either",
      "Name the size in target.size, or restore the disks (mode disks)"),
  NO_OS_DISK(
      Group.REQUEST,
      "NoOsDisk",
      "A machine cannot be made without its OS disk",
      "Name \"os\" among the disks, or restore the disks alone (mode disks)"),
  // Who calls.
  TOKEN_MISSING(
      Group.SIGN_IN,
      "TokenMissing",
      "The request shows no token",
      "Send the header Authorization: Bearer <token>, with a token of Entra for Keyhold's"
          + " application"),
  TOKEN_MALFORMED(
      Group.SIGN_IN,
      "TokenMalformed",
      "What the request shows is no access token of Entra",
      "Send exactly one header Authorization: Bearer <token>, with an access token (not an ID"
          + " token) as Entra gave it"),
  TOKEN_UNSIGNED(
      Group.SIGN_IN,
      "TokenUnsigned",
      "The token is not signed the way Entra signs, with RS256",
      "Ask Entra for a token; nobody else's is accepted"),
  TOKEN_SIGNATURE_INVALID(
      Group.SIGN_IN,
      "TokenSignatureInvalid",
      "No key of the tenant has made the token's signature",
      "Ask Entra for a new token. If Entra changed its keys within the last minutes, try again in"
          + " five"),
  TOKEN_FOREIGN_TENANT(
      Group.SIGN_IN,
      "TokenForeignTenant",
      "The token was issued by or for another tenant or cloud",
      "Sign in to the tenant of Keyhold (KEYHOLD_TENANT, in the cloud of KEYHOLD_CLOUD)"),
  TOKEN_WRONG_AUDIENCE(
      Group.SIGN_IN,
      "TokenWrongAudience",
      "The token is for another application",
      "Ask for a token for Keyhold's application: {subject}"),
  TOKEN_EXPIRED(
      Group.SIGN_IN,
      "TokenExpired",
      "The token has expired",
      "Ask Entra for a new token; they last about an hour"),
  TOKEN_NOT_YET_VALID(
      Group.SIGN_IN,
      "TokenNotYetValid",
      "The token is not valid yet",
      "Check the clock of whoever passes tokens on, or wait"),
  ROLE_MISSING(
      Group.SIGN_IN,
      "RoleMissing",
      "The caller was recognised and does not have the role that this call needs",
      "Assign the role {subject} of Keyhold's application to the caller, then ask for a new token:"
          + " see terraform/README.md"),
  SIGN_IN_KEYS_UNREACHABLE(
      Group.SIGN_IN,
      "SignInKeysUnreachable",
      "The tenant's keys cannot be read, so that no token can be checked",
      "Nothing to do unless it stays so; otherwise see that the function app reaches the sign-in"
          + " host of its cloud: network, HTTPS_PROXY, KEYHOLD_CA_FILE, KEYHOLD_TENANT",
      true),
  SIGN_IN_NOT_SET_UP(
      Group.SIGN_IN,
      "SignInNotSetUp",
      "The function app does not say whose tokens it accepts, so that it accepts none",
      "Set KEYHOLD_TENANT and KEYHOLD_AUDIENCE, and correct what the function app's log says about"
          + " its settings"),
  // How Keyhold itself is set up.
  POLICIES_INVALID(
      Group.SETUP,
      "PoliciesInvalid",
      "The policy document has mistakes; nothing is backed up until they are corrected",
      "Run keyhold check-policies on the document and correct every line that it lists"),
  POLICIES_UNREADABLE(
      Group.SETUP,
      "PoliciesUnreadable",
      "The policy document cannot be read",
      "Check KEYHOLD_POLICIES: an absolute path or the https URL of a blob"),
  SETTINGS_INVALID(
      Group.SETUP,
      "SettingsInvalid",
      "A setting of the function app is missing or wrong",
      "Correct the setting that the detail names"),
  COPY_NEEDS_SET(
      Group.SETUP,
      "CopyNeedsEncryptionSet",
      "A disk under a customer's key would be copied under the platform's key",
      "Name a disk encryption set of the target region in the policy's copy, or set "
          + "allowPlatformKey"),
  COPY_TARGET_WRONG(
      Group.SETUP,
      "CopyTargetWrong",
      "The policy's copy cannot be made where it says",
      "Correct the policy's copy as the detail says; points that were begun before keep their "
          + "own policy"),
  INTERNAL_ERROR(
      Group.SETUP,
      "InternalError",
      "Keyhold made a mistake of its own",
      "Report it with the time and the id {subject} from the log"),
  CHAIN_BROKEN(
      Group.SETUP,
      "ChainBroken",
      "The recorded events of this point do not follow from one another",
      "Treat the point's evidence as tampered with: compare {subject} with the storage account's "
          + "log"),
  CODE_OF_LATER_RELEASE(
      Group.SETUP,
      "CodeOfLaterRelease",
      "A later release of Keyhold recorded something that this one has no code for",
      "Read the detail, or ask the release that wrote it");

  /** What kind of problem it is; the HTTP status and the page in the documentation follow it. */
  public enum Group {
    KEY,
    WARNING,
    UNKNOWN,
    UNVERIFIED,
    MACHINE,
    REMARK,
    CLOUD,
    REQUEST,
    SIGN_IN,
    SETUP
  }

  private final Group group;
  private final String text;
  private final String title;
  private final String remedy;
  private final boolean retryHelps;

  Code(Group group, String text, String title, String remedy) {
    this(group, text, title, remedy, group == Group.UNKNOWN);
  }

  Code(Group group, String text, String title, String remedy, boolean retryHelps) {
    this.group = group;
    this.text = text;
    this.title = title;
    this.remedy = remedy;
    this.retryHelps = retryHelps;
  }

  public Group group() {
    return group;
  }

  /** The code as it is written in answers, events and logs. */
  public String text() {
    return text;
  }

  public String title() {
    return title;
  }

  public String remedy() {
    return remedy;
  }

  /** True when the same call may succeed later without anybody doing anything. */
  public boolean retryHelps() {
    return retryHelps;
  }

  /** The code with this text, if it is one of today's. */
  public static Optional<Code> of(String text) {
    return Arrays.stream(values()).filter(code -> code.text.equals(text)).findFirst();
  }
}
