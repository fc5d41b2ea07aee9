package io.keyhold.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.keyhold.azure.AzureSettings.PolicyPlace;
import io.keyhold.azure.arm.ResourceManager;
import io.keyhold.azure.compute.AzureCapacity;
import io.keyhold.azure.compute.AzureDisks;
import io.keyhold.azure.compute.AzureEncryptionSets;
import io.keyhold.azure.compute.AzureMachines;
import io.keyhold.azure.compute.AzureSnapshots;
import io.keyhold.azure.compute.AzureVirtualMachines;
import io.keyhold.azure.compute.ComputeClients;
import io.keyhold.azure.groups.AzureResourceGroups;
import io.keyhold.azure.groups.GroupClients;
import io.keyhold.azure.http.Lazy;
import io.keyhold.azure.http.SharedHttp;
import io.keyhold.azure.http.WholeAnswers;
import io.keyhold.azure.identity.ManagedIdentity;
import io.keyhold.azure.keyvault.AzureKeyStore;
import io.keyhold.azure.keyvault.AzureVaults;
import io.keyhold.azure.keyvault.DeletedVaults;
import io.keyhold.azure.keyvault.VaultAsking;
import io.keyhold.azure.keyvault.VaultClients;
import io.keyhold.azure.keyvault.VaultResourceClients;
import io.keyhold.azure.network.AzureNetworkInterfaces;
import io.keyhold.azure.network.AzureSubnets;
import io.keyhold.azure.network.NetworkClients;
import io.keyhold.azure.signin.EntraSignIn;
import io.keyhold.azure.signin.SignInSettings;
import io.keyhold.azure.storage.BlobAccount;
import io.keyhold.azure.storage.BlobCatalogue;
import io.keyhold.azure.storage.BlobDocuments;
import io.keyhold.azure.storage.BlobLeases;
import io.keyhold.azure.storage.BlobPolicySource;
import io.keyhold.azure.storage.FilePolicySource;
import io.keyhold.azure.throttle.Throttle;
import io.keyhold.domain.Capacity;
import io.keyhold.domain.Catalogue;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.DataAccess;
import io.keyhold.domain.Disks;
import io.keyhold.domain.Documents;
import io.keyhold.domain.EncryptionSets;
import io.keyhold.domain.KeyStore;
import io.keyhold.domain.Leases;
import io.keyhold.domain.Machines;
import io.keyhold.domain.NetworkInterfaces;
import io.keyhold.domain.PolicySource;
import io.keyhold.domain.Problem;
import io.keyhold.domain.ResourceGroups;
import io.keyhold.domain.SignIn;
import io.keyhold.domain.Snapshots;
import io.keyhold.domain.Subnets;
import io.keyhold.domain.Vaults;
import io.keyhold.domain.VirtualMachines;
import io.keyhold.domain.Waiting;
import java.net.URI;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Hands out the adapters. Making one costs nothing: HTTP client, credential and clients are made
 * when an adapter is first called, so a function that never asks a vault never makes a vault's
 * client.
 */
public final class AzureAdapters implements io.keyhold.domain.Cloud {

  private final AzureSettings settings;
  private final Waiting waiting;
  private final Supplier<String> newWrite;
  private final Lazy<SharedHttp> http;
  private final Lazy<TokenCredential> credential;
  private final Lazy<HttpPipeline> storage;
  private final ComputeClients compute;
  private final NetworkClients network;
  private final GroupClients groups;
  private final VaultResourceClients vaultResources;
  private final VaultClients vaults;

  /** The adapters of the function app's own managed identity. */
  public static AzureAdapters ofManagedIdentity(
      AzureSettings settings, Waiting waiting, Throttle throttle, Supplier<String> newWrite) {
    return new AzureAdapters(
        settings,
        shared -> ManagedIdentity.credential(shared, settings.clientId()),
        waiting,
        throttle,
        newWrite);
  }

  /**
   * @param credential made over the shared HTTP client when the first token is needed
   * @param throttle the one of this process
   * @param newWrite gives an id that no other write to a document has
   */
  public AzureAdapters(
      AzureSettings settings,
      Function<SharedHttp, TokenCredential> credential,
      Waiting waiting,
      Throttle throttle,
      Supplier<String> newWrite) {
    this(
        settings,
        () -> SharedHttp.build(settings.proxy(), settings.caFile(), settings.httpTimeout()),
        credential,
        waiting,
        throttle,
        newWrite);
  }

  /**
   * @param http the one HTTP client, made when the first call needs it
   */
  public AzureAdapters(
      AzureSettings settings,
      Supplier<SharedHttp> http,
      Function<SharedHttp, TokenCredential> credential,
      Waiting waiting,
      Throttle throttle,
      Supplier<String> newWrite) {
    this.settings = settings;
    this.waiting = waiting;
    this.newWrite = newWrite;
    this.http = new Lazy<>(http);
    this.credential = new Lazy<>(() -> credential.apply(this.http.get()));
    this.storage = pipeline(settings.cloud().storageScope(), List.of());
    ResourceManager manager =
        new ResourceManager(
            pipeline(
                settings.cloud().managementScope(),
                List.of(throttle.ofManager(), new WholeAnswers())),
            settings.cloud().environment());
    this.compute = new ComputeClients(manager);
    this.network = new NetworkClients(manager);
    this.groups = new GroupClients(manager);
    this.vaultResources = new VaultResourceClients(manager);
    this.vaults = new VaultClients(this.http, this.credential, throttle);
  }

  private Lazy<HttpPipeline> pipeline(String scope, List<HttpPipelinePolicy> perTry) {
    return new Lazy<>(() -> http.get().pipeline(credential.get(), scope, perTry));
  }

  @Override
  public Machines machines() {
    return new AzureMachines(compute);
  }

  @Override
  public Snapshots snapshots() {
    return new AzureSnapshots(compute, waiting);
  }

  @Override
  public Disks disks() {
    return new AzureDisks(compute, waiting);
  }

  @Override
  public NetworkInterfaces networkInterfaces() {
    return new AzureNetworkInterfaces(network, waiting);
  }

  @Override
  public VirtualMachines virtualMachines() {
    return new AzureVirtualMachines(compute, waiting);
  }

  @Override
  public ResourceGroups resourceGroups() {
    return new AzureResourceGroups(groups);
  }

  @Override
  public Capacity capacity() {
    return new AzureCapacity(compute);
  }

  @Override
  public Subnets subnets() {
    return new AzureSubnets(network);
  }

  @Override
  public Vaults vaults() {
    return new AzureVaults(vaultResources);
  }

  @Override
  public EncryptionSets encryptionSets() {
    return new AzureEncryptionSets(compute);
  }

  /** Looks for deleted vaults in the subscriptions that these adapters have dealt with. */
  @Override
  public KeyStore keyStore() {
    return keyStore(compute::subscriptions);
  }

  /**
   * @param subscriptions where deleted vaults are looked for; asked only when a vault's name does
   *     not resolve
   */
  public KeyStore keyStore(Supplier<? extends Collection<String>> subscriptions) {
    DeletedVaults deleted = new DeletedVaults(vaultResources, subscriptions);
    return new AzureKeyStore(vaults, deleted, settings.cloud()::hasVault);
  }

  @Override
  public Catalogue catalogue() {
    return new BlobCatalogue(account(settings.catalogue()));
  }

  @Override
  public Documents documents() {
    return new BlobDocuments(account(settings.catalogue()), newWrite);
  }

  @Override
  public Leases leases() {
    return new BlobLeases(account(settings.catalogue()), newWrite);
  }

  @Override
  public PolicySource policySource() {
    return settings
        .policies()
        .<PolicySource>map(
            place ->
                switch (place) {
                  case PolicyPlace.File file -> new FilePolicySource(file.path());
                  case PolicyPlace.Blob blob ->
                      new BlobPolicySource(account(blob.url()), blob.url());
                })
        .orElseGet(AzureAdapters::noPolicies);
  }

  @Override
  public DataAccess dataAccess() {
    return new AzureDataAccess(
        new VaultAsking(vaults, settings.cloud()::vaultHost),
        container -> account(container).asking(container));
  }

  /** Over the HTTP client that all of them share. */
  public SignIn signIn(SignInSettings whose, InstantSource clock) {
    return new EntraSignIn(whose, settings.cloud(), http, clock);
  }

  private static PolicySource noPolicies() {
    return () -> {
      throw new CloudFailure(
          new Problem(
              Code.POLICIES_UNREADABLE,
              AzureSettings.POLICIES,
              AzureSettings.POLICIES + " is not set"));
    };
  }

  private BlobAccount account(URI endpoint) {
    return new BlobAccount(endpoint, storage);
  }
}
