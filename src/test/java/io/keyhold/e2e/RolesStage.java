package io.keyhold.e2e;

import io.keyhold.access.CheckAccess;
import io.keyhold.access.Finding;
import io.keyhold.access.Installation;
import io.keyhold.access.Question;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.GroupId;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.fake.FakeWorld;
import io.keyhold.functions.UseCases;
import io.keyhold.local.arm.Ade;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.fleet.AppRights;
import io.keyhold.local.fleet.SampleIdentities;
import io.keyhold.local.http.Fault;
import io.keyhold.local.http.Request;
import io.keyhold.local.http.RequestLog.Entry;
import io.keyhold.local.keyvault.Stored;
import io.keyhold.local.keyvault.Vault;
import io.keyhold.local.keyvault.VaultSettings;
import io.keyhold.restore.PointQuery;
import io.keyhold.restore.RestoreRequest;
import io.keyhold.restore.RestoreRequest.Mode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * A stage on which each app has its role at single places, and does everything that it ever does:
 * machines of three kinds, copies under the platform's key and a customer's, a vault that is
 * deleted, a whole machine restored and removed again, points that expire.
 */
final class RolesStage implements AutoCloseable {

  static final String SUBSCRIPTION = "/subscriptions/" + TestStage.SUBSCRIPTION;
  private static final String NORTH = "northeurope";
  private static final URI CATALOGUE = URI.create("https://keyholdstate.blob.core.windows.net");
  private static final URI POLICIES =
      URI.create("https://keyholdstate.blob.core.windows.net/policies/policies.json");

  static final PointQuery ALL =
      new PointQuery(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private final TestStage stage = new TestStage();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Vault> vaults = new ArrayList<>();
  private final Map<String, UseCases> apps = new HashMap<>();
  private final String subnet;
  private int runs;

  RolesStage(boolean accessPolicies) {
    Vault north = vault("kv-north", NORTH, accessPolicies);
    Vault late = vault("kv-late", "westeurope", accessPolicies);
    Vault keys = vault("kv-keys", "westeurope", accessPolicies);
    Stored kek = keys.keys().generate("kek", 2048);
    Stored bek = wrapped(keys, kek);
    stage.azure.compute().group(TestStage.SUBSCRIPTION, "net", "westeurope");
    subnet =
        stage
            .azure
            .network()
            .subnet(
                stage
                    .azure
                    .network()
                    .network(TestStage.SUBSCRIPTION, "net", "vnet", "westeurope", "10.1.0.0/16"),
                "restored",
                "10.1.0.0/24");
    stage.azure.capacity().quota(TestStage.SUBSCRIPTION, "westeurope", "cores", 10_000);
    stage
        .azure
        .capacity()
        .quota(TestStage.SUBSCRIPTION, "westeurope", "standardDSv5Family", 10_000);
    Ade.Reference secret = new Ade.Reference(bek.id(), keys.settings().resourceId());
    Ade.Reference key = new Ade.Reference(kek.id(), keys.settings().resourceId());
    stage.machine(
        "ade",
        plan ->
            plan.size("Standard_D2s_v5")
                .os(
                    DiskPlan.blank()
                        .encryptionSettings(Ade.settings("1.1", secret, Optional.of(key)))));
    String near = set("des-west", "westeurope", keys);
    stage.machine(
        "cmk", plan -> plan.tag("keyhold-policy", "cmk").os(DiskPlan.blank().encryptionSet(near)));
    Stored phrase = late.secrets().set("phrase", "AAAA", Optional.empty(), Map.of());
    stage.machine(
        "self", plan -> plan.tag("keyhold-policy", "self").tag("keyhold-key", phrase.id()));
    policies(set("des-north", NORTH, north));
    stage.azure.faults().add(this::tap, Fault.before(new Fault.Reset()), 1);
    for (String app : SampleIdentities.apps()) {
      Map<String, String> settings = new HashMap<>(stage.azure.settings());
      settings.put("AZURE_CLIENT_ID", SampleIdentities.of(app));
      settings.put("KEYHOLD_POLICIES", POLICIES.toString());
      apps.put(app, stage.useCases(settings));
      give(app, (scope, action) -> true);
    }
  }

  private boolean tap(Request request) {
    requests.add(request);
    return false;
  }

  private Vault vault(String name, String region, boolean accessPolicies) {
    VaultSettings settings =
        VaultSettings.of(name)
            .inGroup(TestStage.SUBSCRIPTION, "vaults")
            .in(region)
            .protectedFromPurge();
    Vault vault =
        stage.azure.vaults().create(accessPolicies ? settings.withAccessPolicies() : settings);
    vaults.add(vault);
    return vault;
  }

  private static Stored wrapped(Vault vault, Stored kek) {
    byte[] wrapped =
        vault.keys().wrap(kek.name(), kek.version(), "RSA-OAEP", TestStage.ascii("A".repeat(172)));
    return vault
        .secrets()
        .set(
            "bek",
            java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(wrapped),
            Optional.of("Wrapped BEK"),
            Map.of("DiskEncryptionKeyEncryptionAlgorithm", "RSA-OAEP"));
  }

  private String set(String name, String region, Vault vault) {
    Stored key = vault.keys().generate(name + "-key", 2048);
    return stage
        .azure
        .compute()
        .encryptionSet(
            TestStage.SUBSCRIPTION,
            "sets",
            name,
            region,
            new Ade.Reference(key.id(), vault.settings().resourceId()));
  }

  private void policies(String targetSet) {
    String document =
        "{\"policies\": ["
            + policy("daily", "\"allowPlatformKey\": true")
            + ","
            + policy("self", "\"allowPlatformKey\": true")
            + ","
            + policy("cmk", "\"diskEncryptionSet\": \"" + targetSet + "\"")
            + "]}";
    stage
        .azure
        .blobs()
        .createContainer(LocalAzure.ACCOUNT, "policies")
        .put("policies.json", document);
  }

  private static String policy(String name, String copy) {
    return """
    {"name": "%s", "subscriptions": ["%s"],
     "schedule": {"cron": "0 2 * * *", "zone": "Europe/Amsterdam"},
     "snapshots": {"resourceGroup": "keyhold-snapshots"},
     "copy": {"region": "northeurope", "resourceGroup": "keyhold-copies", %s},
     "keep": {"days": 1, "atLeast": 1},
     "keys": {"allowedVaults": ["kv-keys", "kv-late", "kv-north"], "check": "unwrap",
              "onUnknown": "refuse", "graceMinutes": 5}}\
    """
        .formatted(name, TestStage.SUBSCRIPTION, copy);
  }

  static Map<String, List<String>> places() {
    return Map.of(
        "subscription",
        List.of(SUBSCRIPTION),
        "protected",
        List.of(group("prod"), group("sets")),
        "snapshots",
        List.of(group("keyhold-snapshots")),
        "copies",
        List.of(group("keyhold-copies")),
        "targets",
        List.of(group("restored")),
        "networks",
        List.of(group("net")));
  }

  private static String group(String name) {
    return SUBSCRIPTION + "/resourceGroups/" + name;
  }

  /** Gives an app what apps.json says and this lets through. */
  void give(String app, BiPredicate<String, String> filter) {
    new AppRights(places(), vaults, true).only(filter).give(stage.azure, app, id(app));
  }

  static String id(String app) {
    return SampleIdentities.of(app);
  }

  /**
   * Everything that an app does, as far as it may.
   *
   * @param meanwhile what happens when restores have been accepted, which is refused where the app
   *     knows that it lacks a right
   */
  void live(String app, Runnable meanwhile) {
    switch (app) {
      case "backup" -> backup(2);
      case "restore" -> restore(meanwhile);
      case "retention" -> retention();
      default -> throw new IllegalArgumentException(app);
    }
  }

  /** What must be there before an app has anything to do. */
  void before(String app) {
    backup(30);
    stage.azure.vaults().delete("kv-late");
    if (app.equals("restore")) {
      later(Duration.ofHours(1));
    }
  }

  /** A day: a tick with its messages, and so many ticks of the copies. */
  private void backup(int copies) {
    later(Duration.ofDays(1));
    UseCases backup = apps.get("backup");
    attempt(
        () -> {
          List<BackupOrder> orders = backup.backupTick().tick("t" + ++runs).orders();
          orders.forEach(order -> attempt(() -> backup.backupMachine().deliver(order, 1)));
        });
    for (int copy = 0; copy < copies; copy++) {
      later(Duration.ofMinutes(5));
      attempt(() -> backup.copyAdvance().advance("c" + ++runs));
    }
  }

  private void restore(Runnable meanwhile) {
    UseCases restore = apps.get("restore");
    attempt(() -> restore.machines().page(Optional.empty(), 50));
    int run = ++runs;
    attempt(() -> restore.restores().validate("v" + run, request("self", run, Mode.DISKS, "")));
    attempt(
        () ->
            restore
                .restores()
                .accept("c" + run, request("cmk", run, Mode.DISKS, NORTH), FakeWorld.SOMEBODY));
    attempt(
        () ->
            restore
                .restores()
                .accept("m" + run, request("ade", run, Mode.MACHINE, ""), FakeWorld.SOMEBODY));
    meanwhile.run();
    attempt(() -> restore.restoreRunner().run("c" + run));
    attempt(() -> wholeMachineAndBack(restore, "m" + run));
  }

  /** Cancelled when all of it is there, so that all of it is removed. */
  private void wholeMachineAndBack(UseCases restore, String id) {
    try {
      int before = deallocations();
      for (int look = 0; look < 25 && deallocations() == before; look++) {
        restore.restoreRunner().advance(id);
        later(Duration.ofSeconds(1));
      }
    } finally {
      restore.restores().cancel(id, FakeWorld.SOMEBODY);
      restore.restoreRunner().run(id);
    }
  }

  private int deallocations() {
    return stage.azure.requests().matching(entry -> entry.path().endsWith("/deallocate")).size();
  }

  private RestoreRequest request(String machine, int run, Mode mode, String region) {
    return new RestoreRequest(
        complete(machine),
        mode,
        List.of(),
        new RestoreRequest.Target(
            Optional.of(region).filter(text -> !text.isEmpty()),
            "restored",
            machine + run,
            mode == Mode.MACHINE ? Optional.of(subnet) : Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  private PointId complete(String machine) {
    return stage.useCases.points().page(ALL).points().stream()
        .filter(point -> point.origin().machine().name().equals(machine))
        .filter(point -> point.state() == PointState.COMPLETE)
        .map(RecoveryPoint::id)
        .findFirst()
        .orElseThrow();
  }

  /** Three more days, then everything but the last is marked, and two weeks later deleted. */
  private void retention() {
    UseCases retention = apps.get("retention");
    backup(30);
    backup(30);
    later(Duration.ofDays(1));
    attempt(() -> retention.sweep().sweep("s" + ++runs));
    attempt(() -> retention.expire().expire("e" + ++runs));
    later(Duration.ofDays(15));
    attempt(() -> retention.expire().expire("e" + ++runs));
  }

  /** Refused calls end timers and doors; the request log tells which. */
  private static void attempt(Runnable step) {
    try {
      step.run();
    } catch (CloudFailure | IllegalStateException | java.util.NoSuchElementException refused) {
      assert refused != null;
    }
  }

  /** All pages of what an app says of itself. */
  List<Finding> check(String app) {
    Installation here =
        new Installation(Optional.of(app), Optional.of(id(app)), CATALOGUE, Optional.of(POLICIES));
    CheckAccess access = apps.get(app).checkAccess(here);
    List<Finding> findings = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      CheckAccess.Page page =
          access.page(
              new Question(
                  Optional.of(new GroupId(TestStage.SUBSCRIPTION, "restored")),
                  ArmId.parse(subnet),
                  after));
      findings.addAll(page.findings());
      after = page.continuation();
    } while (after.isPresent());
    return findings;
  }

  /** What an app used so far, linked checks too. */
  Set<Use> used(String app) {
    Set<Use> uses = new LinkedHashSet<>();
    requests.stream()
        .filter(request -> request.caller().clientId().equals(id(app)))
        .forEach(
            request -> {
              uses.add(RequestActions.own(request.method(), request.host(), request.path()));
              uses.addAll(RequestActions.linked(request));
            });
    return uses;
  }

  /** What Azure refused an app since so many requests were noted. */
  List<String> refusals(String app, int since) {
    List<Entry> all = stage.azure.requests().all();
    return all.subList(since, all.size()).stream()
        .filter(entry -> entry.caller().equals(id(app)) && entry.status() == 403)
        .map(entry -> entry.facts().getOrDefault("refusal", "") + " " + entry.method())
        .toList();
  }

  int noted() {
    return stage.azure.requests().all().size();
  }

  Stream<String> vaultHosts() {
    return vaults.stream().map(vault -> vault.settings().host());
  }

  private void later(Duration time) {
    stage.azure.clock().advance(time);
  }

  @Override
  public void close() {
    stage.close();
  }
}
