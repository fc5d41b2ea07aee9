package io.keyhold.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import io.keyhold.access.AppRoles;
import io.keyhold.azure.AzureAdapters;
import io.keyhold.azure.AzureSettings;
import io.keyhold.azure.LocalCredential;
import io.keyhold.azure.OwnTime;
import io.keyhold.azure.http.SharedHttp;
import io.keyhold.azure.signin.SignInSettings;
import io.keyhold.azurite.Blobs;
import io.keyhold.backup.BackupDelivery;
import io.keyhold.domain.Admission;
import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.fake.RecordingSignals;
import io.keyhold.functions.HttpDoor;
import io.keyhold.functions.UseCases;
import io.keyhold.local.arm.Ade;
import io.keyhold.local.arm.ArmOptions;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.arm.MachinePlan;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.fleet.AppRights;
import io.keyhold.local.fleet.SampleIdentities;
import io.keyhold.local.http.Relay;
import io.keyhold.local.identity.Callers;
import io.keyhold.local.keyvault.Stored;
import io.keyhold.local.keyvault.Vault;
import io.keyhold.local.keyvault.VaultSettings;
import io.keyhold.policy.CronSlots;
import io.keyhold.policy.DocumentPolicies;
import io.keyhold.secrets.Leaks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The use cases with the real adapters against a local Azure, in this JVM. Waiting moves the local
 * Azure's clock and takes no time.
 */
public final class TestStage implements AutoCloseable {

  public static final String SUBSCRIPTION = LocalAzure.SUBSCRIPTION;

  public final LocalAzure azure;
  public final Vault vault;
  public final UseCases useCases;

  /** What was said, in order. */
  public final RecordingSignals signals = new RecordingSignals();

  public TestStage() {
    this(UnaryOperator.identity());
  }

  public TestStage(UnaryOperator<LocalAzure.Options> options) {
    azure =
        LocalAzure.start(
            Blobs.chosen(
                options.apply(LocalAzure.Options.instant().arm(ArmOptions::withStrictGroups))));
    azure.compute().group(SUBSCRIPTION, "keyhold-snapshots", "westeurope");
    azure.compute().group(SUBSCRIPTION, "keyhold-copies", "northeurope");
    azure.compute().group(SUBSCRIPTION, "restored", "westeurope");
    vault =
        azure
            .vaults()
            .create(
                VaultSettings.of("kv-prod")
                    .inGroup(SUBSCRIPTION, "prod")
                    .in("westeurope")
                    .protectedFromPurge());
    azure.policies(POLICIES);
    giveRights();
    useCases = useCases(azure.settings());
  }

  /**
   * Gives each app what {@code terraform/apps.json} says, in the groups of the tests and in every
   * vault: an owner may give it to a whole subscription. That the places can be narrower, {@link
   * RolesTest} shows.
   */
  public void giveRights() {
    AppRights rights = new AppRights(places(), List.of(), true);
    for (String app : List.of("backup", "restore", "retention")) {
      rights.give(azure, app, SampleIdentities.of(app));
    }
    azure.blobs().deny("*", "*/blobs/delete", "points");
  }

  private static Map<String, List<String>> places() {
    return Map.of(
        "subscription",
        List.of("/subscriptions/" + SUBSCRIPTION),
        "vault",
        List.of("/subscriptions/" + SUBSCRIPTION),
        "protected",
        groups("prod", "keys-westeurope", "keys-northeurope"),
        "snapshots",
        groups("keyhold-snapshots"),
        "copies",
        groups("keyhold-copies"),
        "targets",
        groups("restored"),
        "networks",
        groups("net"));
  }

  private static List<String> groups(String... names) {
    return Stream.of(names)
        .map(name -> "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/" + name)
        .toList();
  }

  public static final String POLICIES =
      """
      {"policies": [{
        "name": "daily", "subscriptions": ["%s"],
        "schedule": {"cron": "0 2 * * *", "zone": "Europe/Amsterdam"},
        "snapshots": {"resourceGroup": "keyhold-snapshots"},
        "keep": {"days": 30, "atLeast": 3},
        "keys": {"allowedVaults": ["kv-prod"]}}]}
      """
          .formatted(SUBSCRIPTION);

  /** The door of HTTP functions; who comes through it shows a token of the local tenant. */
  public HttpDoor door() {
    return new HttpDoor(
        new Admission(
            adapters(azure.settings())
                .signIn(
                    new SignInSettings(LocalAzure.TENANT, Callers.APPLICATION), azure.clock())));
  }

  /** The use cases of a process that has these settings; without an identity, of one per app. */
  public UseCases useCases(Map<String, String> settings) {
    UseCases one = ofOneProcess(settings);
    return settings.containsKey("AZURE_CLIENT_ID")
        ? one
        : new AppsUseCases(one, app -> ofOneProcess(with(settings, app)));
  }

  private static Map<String, String> with(Map<String, String> settings, String app) {
    Map<String, String> own = new HashMap<>(settings);
    own.put("AZURE_CLIENT_ID", SampleIdentities.of(app));
    return own;
  }

  private UseCases ofOneProcess(Map<String, String> settings) {
    return useCases(adapters(settings));
  }

  /** Adapters whose calls go through this client, which has no need to wait between two tries. */
  public AzureAdapters adapters(
      Map<String, String> settings, HttpClient client, TokenCredential credential) {
    return new AzureAdapters(
        read(settings),
        () -> new SharedHttp(client, Duration.ofMillis(1)),
        http -> credential,
        this::pause,
        OwnTime.throttle(azure.clock()),
        TestStage::newWrite);
  }

  private static AzureSettings read(Map<String, String> settings) {
    return ((AzureSettings.Reading.Valid) AzureSettings.read(settings)).settings();
  }

  private static String newWrite() {
    return UUID.randomUUID().toString();
  }

  /** The use cases of a new process over these adapters. */
  public UseCases useCases(AzureAdapters adapters) {
    return new UseCases(
        adapters,
        new DocumentPolicies(() -> adapters.policySource().text()),
        new CronSlots(),
        this::pause,
        azure.clock(),
        signals);
  }

  private void usedOnlyWhatItsRoleGrants(String app) {
    Set<String> granted =
        AppRoles.packaged().of(app).orElseThrow().stream()
            .flatMap(grant -> Stream.concat(grant.actions().stream(), grant.dataActions().stream()))
            .collect(Collectors.toSet());
    assertThat(
            azure.requests().all().stream()
                .filter(entry -> entry.caller().equals(SampleIdentities.of(app)))
                .map(
                    entry ->
                        RequestActions.own(entry.method(), entry.host(), entry.path()).action())
                .distinct())
        .as("what the app " + app + " asked for")
        .isSubsetOf(granted);
  }

  private AzureAdapters adapters(Map<String, String> settings) {
    AzureSettings read = read(settings);
    return new AzureAdapters(
        read,
        http -> new LocalCredential(settings, read.clientId()),
        this::pause,
        OwnTime.throttle(azure.clock()),
        TestStage::newWrite);
  }

  private void pause(Duration time) {
    azure.clock().advance(time);
  }

  /** A machine that the policy selects. */
  public String machine(String name, UnaryOperator<MachinePlan> plan) {
    return azure
        .compute()
        .machine(
            plan.apply(
                MachinePlan.named(SUBSCRIPTION, "prod", name).tag("keyhold-policy", "daily")));
  }

  public Ade.Reference reference(Stored stored) {
    return new Ade.Reference(stored.id(), vault.settings().resourceId());
  }

  /** A secret as Azure Disk Encryption writes it: the key file in base64. */
  public Stored bek(String name, byte[] keyFile) {
    return vault
        .secrets()
        .set(
            name,
            Base64.getEncoder().encodeToString(keyFile),
            Optional.of("BEK"),
            Map.of("DiskEncryptionKeyFileName", "LinuxPassPhraseFileName"));
  }

  /** A secret whose value is the key file, wrapped by a key. */
  public Stored wrappedBek(String name, byte[] keyFile, Stored kek) {
    return wrappedBek(name, keyFile, kek, "RSA-OAEP");
  }

  /** The same, by another algorithm, which a tag of the secret names. */
  public Stored wrappedBek(String name, byte[] keyFile, Stored kek, String algorithm) {
    byte[] wrapped = vault.keys().wrap(kek.name(), kek.version(), algorithm, keyFile);
    return vault
        .secrets()
        .set(
            name,
            Base64.getUrlEncoder().withoutPadding().encodeToString(wrapped),
            Optional.of("Wrapped BEK"),
            Map.of(
                "DiskEncryptionKeyEncryptionAlgorithm",
                algorithm,
                "DiskEncryptionKeyEncryptionKeyURL",
                kek.id()));
  }

  public DiskPlan adeDisk(DiskPlan disk, Stored bek, Optional<Stored> kek) {
    return disk.encryptionSettings(Ade.settings("1.1", reference(bek), kek.map(this::reference)));
  }

  /** One tick, and every message that it sends delivered once. */
  public List<RecoveryPoint> tick(String run) {
    return useCases.backupTick().tick(run).orders().stream().map(this::deliver).toList();
  }

  public RecoveryPoint deliver(BackupOrder order) {
    BackupDelivery.Result result = useCases.backupMachine().deliver(order, 1);
    assertThat(result).isInstanceOf(BackupDelivery.Result.Done.class);
    return ((BackupDelivery.Result.Done) result).point();
  }

  public List<String> snapshots() {
    return azure.compute().ids("snapshots");
  }

  public static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Rule 1 on the request log, nothing but the local Azure was called, and no app asked for more
   * than its role grants.
   */
  @Override
  public void close() {
    try {
      List.of("backup", "restore", "retention").forEach(this::usedOnlyWhatItsRoleGrants);
      assertThat(RuleOne.check(azure).violations()).as("violations of rule 1").isEmpty();
      assertThat(azure.relayed())
          .as("hosts that are not the local Azure's")
          .noneMatch(asked -> asked.verdict() == Relay.Verdict.REFUSED);
      assertThat(Leaks.in(signals.lines().toString())).as("key material in log events").isEmpty();
    } finally {
      azure.close();
    }
  }
}
