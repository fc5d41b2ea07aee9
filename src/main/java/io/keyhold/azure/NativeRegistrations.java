package io.keyhold.azure;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The types that a native executable has to know by reflection for the calls that Keyhold makes.
 *
 * <p>A matter of correctness: the SDK looks up {@code fromJson} and {@code toJson} by reflection,
 * and falls back in silence where it does not find them; a native program would then send truncated
 * bodies and read empty answers (toolchain.md §6). {@code NativeRegistrationsTest} computes the
 * list from the SDK's own interfaces, less what its jars register themselves; run it after every
 * new call and every new version of the SDK.
 */
@RegisterForReflection(
    classNames = {
      "com.azure.core.exception.ClientAuthenticationException",
      "com.azure.core.exception.HttpResponseException",
      "com.azure.core.exception.ResourceModifiedException",
      "com.azure.core.exception.ResourceNotFoundException",
      "com.azure.resourcemanager.authorization.models.PermissionGetResult",
      "com.azure.resourcemanager.compute.fluent.models.DiskEncryptionSetInner",
      "com.azure.resourcemanager.compute.fluent.models.DiskInner",
      "com.azure.resourcemanager.compute.fluent.models.SnapshotInner",
      "com.azure.resourcemanager.compute.fluent.models.VirtualMachineInner",
      "com.azure.resourcemanager.compute.models.ListUsagesResult",
      "com.azure.resourcemanager.compute.models.ResourceSkusResult",
      "com.azure.resourcemanager.compute.models.SnapshotList",
      "com.azure.resourcemanager.compute.models.VirtualMachineListResult",
      "com.azure.resourcemanager.keyvault.implementation.models.DeletedVaultListResult",
      "com.azure.resourcemanager.keyvault.implementation.models.VaultListResult",
      "com.azure.resourcemanager.network.fluent.models.NetworkInterfaceInner",
      "com.azure.resourcemanager.network.fluent.models.VirtualNetworkInner",
      "com.azure.resourcemanager.resources.fluent.models.ResourceGroupInner",
      "com.azure.resourcemanager.resources.models.ManagementLockListResult",
      "com.azure.security.keyvault.keys.implementation.models.DeletedKeyBundle",
      "com.azure.security.keyvault.keys.implementation.models.KeyBundle",
      "com.azure.security.keyvault.keys.implementation.models.KeyOperationResult",
      "com.azure.security.keyvault.keys.implementation.models.KeyOperationsParameters",
      "com.azure.security.keyvault.secrets.implementation.models.DeletedSecretBundle",
      "com.azure.security.keyvault.secrets.implementation.models.SecretBundle",
      "com.azure.security.keyvault.secrets.implementation.models.SecretItem",
      "com.azure.storage.blob.implementation.models.BlobStorageError",
      "com.azure.storage.blob.implementation.models.BlobStorageExceptionInternal"
    })
final class NativeRegistrations {

  private NativeRegistrations() {}
}
