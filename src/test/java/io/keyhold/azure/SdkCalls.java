package io.keyhold.azure;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The operations of the SDK that Keyhold calls, and the types that they carry. */
final class SdkCalls {

  private static final String COMPUTE = "com.azure.resourcemanager.compute.implementation.";
  private static final String NETWORK = "com.azure.resourcemanager.network.implementation.";
  private static final String RESOURCES = "com.azure.resourcemanager.resources.implementation.";
  private static final String AUTHORIZATION =
      "com.azure.resourcemanager.authorization.implementation.";
  private static final String KEYS = "com.azure.security.keyvault.keys.";
  private static final String SECRETS = "com.azure.security.keyvault.secrets.";
  private static final String BLOB = "com.azure.storage.blob.implementation.";

  static final List<SdkOperation> OPERATIONS =
      List.of(
          SdkOperation.of(COMPUTE + "VirtualMachinesClientImpl$VirtualMachinesService", "list"),
          SdkOperation.of(
              COMPUTE + "VirtualMachinesClientImpl$VirtualMachinesService", "listAllNext"),
          SdkOperation.of(
              COMPUTE + "VirtualMachinesClientImpl$VirtualMachinesService", "getByResourceGroup"),
          SdkOperation.of(
              COMPUTE + "VirtualMachinesClientImpl$VirtualMachinesService", "createOrUpdate"),
          SdkOperation.of(
              COMPUTE + "VirtualMachinesClientImpl$VirtualMachinesService", "deallocate"),
          SdkOperation.of(COMPUTE + "VirtualMachinesClientImpl$VirtualMachinesService", "delete"),
          SdkOperation.of(COMPUTE + "UsagesClientImpl$UsagesService", "list"),
          SdkOperation.of(COMPUTE + "UsagesClientImpl$UsagesService", "listNext"),
          SdkOperation.of(COMPUTE + "ResourceSkusClientImpl$ResourceSkusService", "list"),
          SdkOperation.of(COMPUTE + "ResourceSkusClientImpl$ResourceSkusService", "listNext"),
          SdkOperation.of(
              NETWORK + "NetworkInterfacesClientImpl$NetworkInterfacesService",
              "getByResourceGroup"),
          SdkOperation.of(
              NETWORK + "NetworkInterfacesClientImpl$NetworkInterfacesService", "createOrUpdate"),
          SdkOperation.of(
              NETWORK + "NetworkInterfacesClientImpl$NetworkInterfacesService", "delete"),
          SdkOperation.of(
              NETWORK + "VirtualNetworksClientImpl$VirtualNetworksService", "getByResourceGroup"),
          SdkOperation.of(RESOURCES + "ResourceGroupsClientImpl$ResourceGroupsService", "get"),
          SdkOperation.of(RESOURCES + "ManagementLocksClientImpl$ManagementLocksService", "list"),
          SdkOperation.of(
              RESOURCES + "ManagementLocksClientImpl$ManagementLocksService",
              "listAtSubscriptionLevelNext"),
          SdkOperation.of(
              RESOURCES + "ManagementLocksClientImpl$ManagementLocksService",
              "listByResourceGroup"),
          SdkOperation.of(
              RESOURCES + "ManagementLocksClientImpl$ManagementLocksService",
              "listAtResourceGroupLevelNext"),
          SdkOperation.of(
              AUTHORIZATION + "PermissionsClientImpl$PermissionsService", "listByResourceGroup"),
          SdkOperation.of(
              AUTHORIZATION + "PermissionsClientImpl$PermissionsService",
              "listForResourceGroupNext"),
          SdkOperation.of(
              AUTHORIZATION + "PermissionsClientImpl$PermissionsService", "listForResource"),
          SdkOperation.of(
              AUTHORIZATION + "PermissionsClientImpl$PermissionsService", "listForResourceNext"),
          SdkOperation.of(
              "com.azure.resourcemanager.keyvault.implementation.VaultsClientImpl$VaultsService",
              "listBySubscription"),
          SdkOperation.of(
              "com.azure.resourcemanager.keyvault.implementation.VaultsClientImpl$VaultsService",
              "listBySubscriptionNext"),
          SdkOperation.of(COMPUTE + "DisksClientImpl$DisksService", "getByResourceGroup"),
          SdkOperation.of(COMPUTE + "DisksClientImpl$DisksService", "createOrUpdate"),
          SdkOperation.of(COMPUTE + "DisksClientImpl$DisksService", "delete"),
          SdkOperation.of(COMPUTE + "SnapshotsClientImpl$SnapshotsService", "getByResourceGroup"),
          SdkOperation.of(COMPUTE + "SnapshotsClientImpl$SnapshotsService", "createOrUpdate"),
          SdkOperation.of(COMPUTE + "SnapshotsClientImpl$SnapshotsService", "delete"),
          SdkOperation.of(COMPUTE + "SnapshotsClientImpl$SnapshotsService", "listByResourceGroup"),
          SdkOperation.of(
              COMPUTE + "SnapshotsClientImpl$SnapshotsService", "listByResourceGroupNext"),
          SdkOperation.of(
              COMPUTE + "DiskEncryptionSetsClientImpl$DiskEncryptionSetsService",
              "getByResourceGroup"),
          SdkOperation.of(
              "com.azure.resourcemanager.keyvault.implementation.VaultsClientImpl$VaultsService",
              "listDeleted"),
          SdkOperation.of(
              "com.azure.resourcemanager.keyvault.implementation.VaultsClientImpl$VaultsService",
              "listDeletedNext"),
          SdkOperation.of(KEYS + "implementation.KeyClientImpl$KeyClientService", "getKey"),
          SdkOperation.of(KEYS + "implementation.KeyClientImpl$KeyClientService", "getDeletedKey"),
          SdkOperation.of(KEYS + "implementation.KeyClientImpl$KeyClientService", "unwrapKey"),
          SdkOperation.of(
              SECRETS + "implementation.SecretClientImpl$SecretClientService", "getSecret"),
          SdkOperation.of(
              SECRETS + "implementation.SecretClientImpl$SecretClientService", "getSecretVersions"),
          SdkOperation.of(
              SECRETS + "implementation.SecretClientImpl$SecretClientService",
              "getSecretVersionsNext"),
          SdkOperation.of(
              SECRETS + "implementation.SecretClientImpl$SecretClientService", "getDeletedSecret"),
          SdkOperation.of(BLOB + "BlobsImpl$BlobsService", "download"),
          SdkOperation.of(BLOB + "BlobsImpl$BlobsService", "getProperties"),
          SdkOperation.of(BLOB + "BlobsImpl$BlobsService", "delete"),
          SdkOperation.of(BLOB + "BlobsImpl$BlobsService", "acquireLease"),
          SdkOperation.of(BLOB + "BlobsImpl$BlobsService", "renewLease"),
          SdkOperation.of(BLOB + "BlobsImpl$BlobsService", "releaseLease"),
          SdkOperation.of(BLOB + "BlockBlobsImpl$BlockBlobsService", "upload"),
          SdkOperation.of(BLOB + "ContainersImpl$ContainersService", "listBlobFlatSegment"),
          SdkOperation.of(BLOB + "ContainersImpl$ContainersService", "listBlobHierarchySegment"));

  /**
   * Key Vault's service interfaces pass bodies as they are, and its clients say in code what they
   * read them into; so these are the methods whose code is looked through.
   */
  private static final Map<String, Set<String>> READ_IN_CODE =
      Map.of(
          KEYS + "KeyClient", Set.of("getKeyWithResponse", "getDeletedKeyWithResponse"),
          SECRETS + "SecretClient",
              Set.of(
                  "getSecretWithResponse",
                  "getDeletedSecretWithResponse",
                  "listPropertiesOfSecretVersions"),
          KEYS + "cryptography.implementation.CryptographyClientImpl", Set.of("unwrapKey"));

  private SdkCalls() {}

  /** Every type of the SDK that is found by reflection when these operations run. */
  static Set<String> types() {
    Set<String> types = new TreeSet<>();
    OPERATIONS.forEach(operation -> types.addAll(operation.types()));
    READ_IN_CODE.forEach((name, methods) -> types.addAll(typesInCode(name, methods)));
    return types;
  }

  private static Set<String> typesInCode(String name, Set<String> methods) {
    Set<String> types = new TreeSet<>();
    JavaClass client = new ClassFileImporter().importClasses(load(name)).get(name);
    client.getCodeUnits().stream()
        .filter(unit -> methods.stream().anyMatch(method -> unit.getName().startsWith(method)))
        .flatMap(SdkCalls::models)
        .forEach(types::add);
    return types;
  }

  /** Class literals given to toObject, and bodies made for fromObject. */
  private static Stream<String> models(JavaCodeUnit unit) {
    Stream<String> read =
        unit.getReferencedClassObjects().stream().map(one -> one.getRawType().getName());
    Stream<String> written =
        unit.getConstructorCallsFromSelf().stream().map(one -> one.getTargetOwner().getName());
    return Stream.concat(read, written).filter(type -> type.contains(".implementation.models."));
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException moved) {
      throw new IllegalArgumentException("the SDK has no " + name + " any more", moved);
    }
  }
}
