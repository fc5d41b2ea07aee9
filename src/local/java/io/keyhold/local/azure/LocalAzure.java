package io.keyhold.local.azure;

import io.keyhold.local.arm.Arm;
import io.keyhold.local.arm.ArmOptions;
import io.keyhold.local.arm.Compute;
import io.keyhold.local.arm.Kernel;
import io.keyhold.local.arm.RateLimits;
import io.keyhold.local.arm.Surroundings;
import io.keyhold.local.authorization.AuthorizationProvider;
import io.keyhold.local.authorization.Locks;
import io.keyhold.local.blob.BlobStorage;
import io.keyhold.local.capacity.Capacity;
import io.keyhold.local.http.Certificates;
import io.keyhold.local.http.Dispatcher;
import io.keyhold.local.http.Faults;
import io.keyhold.local.http.MovableClock;
import io.keyhold.local.http.Pace;
import io.keyhold.local.http.Relay;
import io.keyhold.local.http.RequestLog;
import io.keyhold.local.http.Service;
import io.keyhold.local.http.Services;
import io.keyhold.local.http.TlsServer;
import io.keyhold.local.http.Witness;
import io.keyhold.local.identity.Callers;
import io.keyhold.local.identity.Entra;
import io.keyhold.local.identity.Identities;
import io.keyhold.local.identity.Identity;
import io.keyhold.local.identity.IdentityEndpoint;
import io.keyhold.local.identity.SigningKeys;
import io.keyhold.local.identity.Tokens;
import io.keyhold.local.keyvault.KeyVaults;
import io.keyhold.local.network.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Azure on loopback: the resource manager, Key Vault, blob storage and the managed identity, behind
 * their real host names. A client reaches it with the settings alone.
 */
public final class LocalAzure implements AutoCloseable {

  /** Made once for a process, so that the second local Azure starts at once. */
  private static final Certificates CERTIFICATES = Certificates.forNames(HostNames.all());

  public static final String SUBSCRIPTION = "11111111-1111-1111-1111-111111111111";
  public static final String TENANT = Identities.TENANT;
  public static final String ACCOUNT = "keyholdstate";

  /**
   * How a local Azure is to be.
   *
   * @param folder where blobs, disks and the CA are kept; empty: blobs in memory, the rest in a
   *     temporary folder that goes with the local Azure
   * @param identityPort the port of the identity endpoint; 0 takes a free one
   * @param controlPort the port of the control door; 0 takes a free one
   * @param start the clock's first moment; empty: now
   * @param tokenLifetime how long tokens are valid by the local Azure's clock
   * @param arm what can be set about ARM
   * @param blobs another blob service, which keeps the blobs and answers for them; empty: the local
   *     one
   */
  public record Options(
      Optional<Path> folder,
      int identityPort,
      int controlPort,
      Optional<Instant> start,
      Duration tokenLifetime,
      ArmOptions arm,
      Optional<Service> blobs) {

    /**
     * Longer than any test moves the clock: clients cache tokens by the system's clock, and would
     * go on with one that has expired by the local Azure's.
     */
    private static final Duration LONG = Duration.ofDays(3650);

    /** Nothing is kept; Retry-After and the durations of operations are as recorded. */
    public static Options inMemory() {
      return new Options(
          Optional.empty(), 0, 0, Optional.empty(), LONG, ArmOptions.recorded(), Optional.empty());
    }

    /** Operations end within the call that starts them, and Retry-After is 0. */
    public static Options instant() {
      return inMemory()
          .retryAfterScale(0)
          .arm(arm -> arm.withOperations(Duration.ZERO, Duration.ZERO));
    }

    public Options folder(Path newFolder) {
      return new Options(
          Optional.of(newFolder), identityPort, controlPort, start, tokenLifetime, arm, blobs);
    }

    public Options identityPort(int port) {
      return new Options(folder, port, controlPort, start, tokenLifetime, arm, blobs);
    }

    public Options controlPort(int port) {
      return new Options(folder, identityPort, port, start, tokenLifetime, arm, blobs);
    }

    public Options startAt(Instant instant) {
      return new Options(
          folder, identityPort, controlPort, Optional.of(instant), tokenLifetime, arm, blobs);
    }

    public Options tokenLifetime(Duration lifetime) {
      return new Options(folder, identityPort, controlPort, start, lifetime, arm, blobs);
    }

    /** 1 gives the recorded seconds, 0 gives 0; whole seconds, rounded up. */
    public Options retryAfterScale(double scale) {
      return arm(now -> now.withPace(new Pace(scale)));
    }

    public Options arm(UnaryOperator<ArmOptions> change) {
      return new Options(
          folder, identityPort, controlPort, start, tokenLifetime, change.apply(arm), blobs);
    }

    /** One account of another blob service, whose containers do not exist yet. */
    public Options blobs(Service elsewhere) {
      return new Options(
          folder, identityPort, controlPort, start, tokenLifetime, arm, Optional.of(elsewhere));
    }
  }

  private final MovableClock clock = new MovableClock();
  private final RequestLog requests = new RequestLog();
  private final Faults faults = new Faults();
  private final Identities identities = new Identities();
  private final SigningKeys signingKeys = new SigningKeys();
  private final Callers callers = new Callers(signingKeys, clock);
  private final Witness witness = Witness.ofThisProcess();
  private final Folder folder;
  private final KeyVaults vaults;
  private final BlobStorage blobs;
  private final Compute compute;
  private final RateLimits limits;
  private final Network network;
  private final Capacity capacity = new Capacity();
  private final Locks locks = new Locks();
  private final Dispatcher dispatcher;
  private final TlsServer server;
  private final Relay relay;
  private final IdentityEndpoint identity;
  private final Control control;
  private volatile Optional<Path> policies = Optional.empty();

  private LocalAzure(Options options) {
    options.start().ifPresent(clock::set);
    folder = Folder.of(options.folder());
    var certificates = CERTIFICATES;
    certificates.writeAuthority(folder.authority());
    var tokens = new Tokens(signingKeys, clock, options.tokenLifetime());
    vaults = new KeyVaults(clock, TENANT);
    blobs =
        options
            .folder()
            .map(given -> BlobStorage.inFolder(clock, TENANT, folder.blobs()))
            .or(() -> options.blobs().map(other -> BlobStorage.inFrontOf(other, clock, TENANT)))
            .orElseGet(() -> BlobStorage.inMemory(clock, TENANT));
    List.of("points", "work").forEach(name -> blobs.createContainer(ACCOUNT, name));
    var kernel = Kernel.of(clock, options.arm(), encoded(certificates), folder.disks());
    network = new Network(kernel);
    var around =
        new Surroundings(
            new VaultsOfArm(vaults),
            capacity,
            network.cards(),
            locks,
            Map.of(
                "microsoft.network",
                network.provider(),
                "microsoft.authorization",
                new AuthorizationProvider(locks)));
    var arm = new Arm(kernel, tokens, identities, around);
    compute = arm.compute();
    limits = arm.limits();
    vaults.rights(
        (client, action, scope) ->
            scope
                .map(at -> identities.of(client).mayData(action, at))
                .orElseGet(() -> identities.of(client).may(action)));
    blobs.rights(
        (client, action, account, container) ->
            identities.of(client).mayData(action, containerId(account, container)));
    var services = new Services();
    arm.register(services);
    services.register(KeyVaults.HOST_SUFFIX, vaults, vaults::exists);
    services.register(KeyVaults.HSM_SUFFIX, vaults, vaults::exists);
    services.register(BlobStorage.HOST_SUFFIX, blobs, blobs::exists);
    services.register(Entra.HOST, new Entra(signingKeys, callers));
    dispatcher = new Dispatcher(services, tokens, faults, requests, clock, witness);
    server = new TlsServer(certificates, dispatcher);
    relay = new Relay(services, server.port(), clock);
    server.resetThrough(relay);
    identity = new IdentityEndpoint(options.identityPort(), identities, tokens);
    control = new Control(this, options.controlPort());
  }

  public static LocalAzure start(Options options) {
    return new LocalAzure(options);
  }

  /** What the TLS servers of this process show, and its authority. */
  public static Certificates certificates() {
    return CERTIFICATES;
  }

  /**
   * From now on the relay leads the names below a suffix to another TLS server on loopback, which
   * shows a certificate of the same authority; nothing of them is in {@link #requests} then.
   */
  public void lead(String suffix, int port) {
    relay.lead(suffix, port);
  }

  /** The ARM id of a container, at which roles are given for its blobs. */
  public static String containerId(String account, String container) {
    return ("/subscriptions/%s/resourceGroups/keyhold/providers/Microsoft.Storage/storageAccounts/%s"
            + "/blobServices/default/containers/%s")
        .formatted(SUBSCRIPTION, account, container);
  }

  /** What a client must have in its environment to reach this Azure, by name. */
  public Map<String, String> settings() {
    var settings = new LinkedHashMap<String, String>();
    settings.put("KEYHOLD_CATALOGUE", "https://" + ACCOUNT + BlobStorage.HOST_SUFFIX);
    policies.ifPresent(file -> settings.put("KEYHOLD_POLICIES", file.toString()));
    settings.put("KEYHOLD_TENANT", TENANT);
    settings.put("KEYHOLD_AUDIENCE", Callers.APPLICATION);
    settings.put("HTTPS_PROXY", "http://127.0.0.1:" + relay.port());
    settings.put("KEYHOLD_CA_FILE", folder.authority().toString());
    settings.put("IDENTITY_ENDPOINT", identity.url());
    settings.put("IDENTITY_HEADER", identity.header());
    return settings;
  }

  /** Writes the policy document to a file, which the settings name from now on. */
  public void policies(String json) {
    try {
      policies = Optional.of(Files.writeString(folder.policies(), json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Compute compute() {
    return compute;
  }

  /** Virtual networks, subnets and network interfaces. */
  public Network network() {
    return network;
  }

  /** Sizes of machines and quotas. */
  public Capacity capacity() {
    return capacity;
  }

  /** Management locks. */
  public Locks locks() {
    return locks;
  }

  public KeyVaults vaults() {
    return vaults;
  }

  public BlobStorage blobs() {
    return blobs;
  }

  public MovableClock clock() {
    return clock;
  }

  /** Every request that reached a service. */
  public RequestLog requests() {
    return requests;
  }

  /** Where every request ends, for a caller of this JVM that needs no wire. */
  public Dispatcher dispatcher() {
    return dispatcher;
  }

  /** Every host that was asked of the relay, with what it did. */
  public List<Relay.Asked> relayed() {
    return relay.asked();
  }

  public Faults faults() {
    return faults;
  }

  /** From now on calls beyond the limits of ARM, compute and the vaults are refused, or are not. */
  public void enforceLimits(boolean enforced) {
    limits.enforcement().set(enforced);
    vaults.enforcement().set(enforced);
  }

  /** The limits of ARM and of compute. */
  public RateLimits limits() {
    return limits;
  }

  /** The identity with a client id, to deny it things. */
  public Identity caller(String clientId) {
    return identities.of(clientId);
  }

  /** The identity that is meant where no client id is named. */
  public Identity defaultCaller() {
    return identities.byDefault();
  }

  /** Keyhold's application and the tokens of its callers. */
  public Callers callers() {
    return callers;
  }

  /** The keys that sign all tokens of the tenant. */
  public SigningKeys signingKeys() {
    return signingKeys;
  }

  /** The address of the control door. */
  public String controlUrl() {
    return control.url();
  }

  private static byte[] encoded(Certificates certificates) {
    try {
      return certificates.server().getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    control.close();
    identity.close();
    relay.close();
    server.close();
    folder.close();
    witness.close();
  }
}
