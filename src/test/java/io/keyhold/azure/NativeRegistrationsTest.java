package io.keyhold.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Keeps {@link NativeRegistrations} complete; see there why that matters. */
class NativeRegistrationsTest {

  private static Set<String> registered() {
    return new TreeSet<>(
        List.of(NativeRegistrations.class.getAnnotation(RegisterForReflection.class).classNames()));
  }

  @Test
  void everyTypeThatACallCarriesIsRegistered() throws IOException {
    Set<String> missing = SdkCalls.types();
    missing.removeAll(ShippedMetadata.types());
    missing.removeAll(registered());
    assertThat(missing).isEmpty();
  }

  @Test
  void everyRegisteredTypeExistsAndIsCarriedByACall() {
    assertThat(SdkCalls.types()).containsAll(registered());
    assertThat(registered())
        .hasSameSizeAs(
            Arrays.asList(
                NativeRegistrations.class.getAnnotation(RegisterForReflection.class).classNames()));
  }

  @Test
  void everyServiceInterfaceIsAmongTheProxiesOfTheJars() throws IOException {
    Set<String> proxies = ShippedMetadata.proxies();
    assertThat(SdkCalls.OPERATIONS)
        .allSatisfy(operation -> assertThat(proxies).contains(operation.service().getName()));
  }

  @Test
  void theTypesThatAreKnownToBeTrapsAreAmongThem() {
    assertThat(SdkCalls.types())
        .contains(
            "com.azure.resourcemanager.compute.fluent.models.SnapshotInner",
            "com.azure.resourcemanager.compute.fluent.models.DiskInner",
            "com.azure.resourcemanager.compute.fluent.models.VirtualMachineInner",
            "com.azure.resourcemanager.compute.fluent.models.DiskEncryptionSetInner",
            "com.azure.security.keyvault.keys.implementation.models.KeyBundle",
            "com.azure.security.keyvault.keys.implementation.models.DeletedKeyBundle",
            "com.azure.security.keyvault.keys.implementation.models.KeyOperationsParameters",
            "com.azure.security.keyvault.keys.implementation.models.KeyOperationResult",
            "com.azure.security.keyvault.secrets.implementation.models.SecretBundle",
            "com.azure.security.keyvault.secrets.implementation.models.DeletedSecretBundle",
            "com.azure.security.keyvault.secrets.implementation.models.SecretItem",
            "com.azure.storage.blob.implementation.models.BlobStorageExceptionInternal",
            "com.azure.storage.blob.implementation.models.BlobStorageError");
  }
}
