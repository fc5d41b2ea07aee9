package io.keyhold.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Capacity;
import io.keyhold.domain.Disks;
import io.keyhold.domain.Documents.Document;
import io.keyhold.domain.GroupId;
import io.keyhold.domain.History;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.KeyStore;
import io.keyhold.domain.Lun;
import io.keyhold.domain.Machine;
import io.keyhold.domain.NetworkInterfaces;
import io.keyhold.domain.Origin;
import io.keyhold.domain.Policy;
import io.keyhold.domain.Snapshots;
import io.keyhold.domain.VirtualMachines;
import io.keyhold.domain.contract.Samples;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.arm.MachinePlan;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.http.Relay;
import io.keyhold.local.http.RequestLog;
import io.keyhold.local.keyvault.Stored;
import io.keyhold.local.keyvault.Vault;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** All adapters together: what they build, whom they call, and with which operations. */
class AzureAdaptersTest {

  private static final Instant SLOT = Instant.parse("2026-11-24T01:00:00Z");

  private static AzureWorld world;

  @BeforeAll
  static void start() {
    world = AzureWorld.start();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void makingTheAdaptersAsksNobodyAnything() {
    Map<String, String> nowhere =
        Map.of(
            "KEYHOLD_CATALOGUE", "https://keyholdstate.blob.core.windows.net",
            "HTTPS_PROXY", "http://127.0.0.1:9",
            "KEYHOLD_CA_FILE", "/nowhere/ca.pem");
    AzureSettings settings = ((AzureSettings.Reading.Valid) AzureSettings.read(nowhere)).settings();
    AzureAdapters adapters =
        new AzureAdapters(
            settings,
            http -> {
              throw new AssertionError("nobody needs a credential yet");
            },
            time -> {},
            OwnTime.throttle(),
            () -> "write");
    assertThat(
            List.of(
                adapters.machines(),
                adapters.snapshots(),
                adapters.disks(),
                adapters.networkInterfaces(),
                adapters.virtualMachines(),
                adapters.resourceGroups(),
                adapters.capacity(),
                adapters.subnets(),
                adapters.vaults(),
                adapters.encryptionSets(),
                adapters.keyStore(),
                adapters.catalogue(),
                adapters.documents(),
                adapters.policySource()))
        .doesNotContainNull();
  }

  @Test
  void everyCallThatIsMadeIsAmongTheRegisteredOperations() {
    world.azure().requests().clear();
    callEverything();
    assertThat(world.azure().requests().all())
        .hasSizeGreaterThan(30)
        .allSatisfy(call -> assertThat(covered(call)).as(call.method() + path(call)).isTrue());
    assertThat(world.azure().relayed())
        .extracting(Relay.Asked::verdict)
        .doesNotContain(Relay.Verdict.REFUSED);
  }

  private static boolean covered(RequestLog.Entry call) {
    // The poll of an operation is Keyhold's own request and reads its answer as a tree.
    boolean poll = call.method().equals("GET") && path(call).matches("(?i).*/(Disk)?Operations/.*");
    return poll
        || SdkCalls.OPERATIONS.stream()
            .anyMatch(operation -> operation.makes(call.method(), call.path()));
  }

  private static String path(RequestLog.Entry call) {
    return " " + URLDecoder.decode(call.path(), StandardCharsets.UTF_8);
  }

  /** Every method of every port once, on its ordinary way and on its way round. */
  private static void callEverything() {
    compute();
    wholeMachine();
    vault();
    blobs();
  }

  private static void compute() {
    ArmId id =
        new ArmId(
            world
                .azure()
                .compute()
                .machine(MachinePlan.named(LocalAzure.SUBSCRIPTION, "app", world.name("vm"))));
    AzureAdapters adapters = world.adapters();
    adapters.machines().in(LocalAzure.SUBSCRIPTION);
    adapters.machines().find(id);
    Machine machine = adapters.machines().read(id).orElseThrow();
    ArmId snapshot = world.id("snapshots", world.name("snapshot"));
    adapters
        .snapshots()
        .take(
            new Snapshots.Wanted(
                snapshot,
                machine.disks().getFirst().id(),
                AzureWorld.REGION,
                Policy.NetworkAccess.DENY_ALL,
                Map.of()));
    adapters.snapshots().read(snapshot);
    ArmId disk = world.id("disks", world.name("disk"));
    adapters
        .disks()
        .create(
            new Disks.Wanted(
                disk,
                snapshot,
                AzureWorld.REGION,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Policy.NetworkAccess.DENY_ALL,
                Map.of()));
    adapters.disks().status(disk);
    adapters.disks().delete(disk);
    adapters.encryptionSets().read(world.id("diskEncryptionSets", "none"));
  }

  private static void wholeMachine() {
    AzureAdapters adapters = world.adapters();
    ArmId subnet = world.subnet();
    ArmId nic =
        ArmId.network(
            LocalAzure.SUBSCRIPTION, AzureWorld.GROUP, "networkInterfaces", world.name("nic"));
    adapters
        .networkInterfaces()
        .create(new NetworkInterfaces.Wanted(nic, subnet, AzureWorld.REGION, Map.of()));
    adapters.networkInterfaces().status(nic);
    ArmId os =
        new ArmId(
            world
                .azure()
                .compute()
                .disk(
                    LocalAzure.SUBSCRIPTION,
                    AzureWorld.GROUP,
                    AzureWorld.REGION,
                    DiskPlan.blank().named(world.name("os"))));
    ArmId machine = world.id("virtualMachines", world.name("twin"));
    adapters
        .virtualMachines()
        .create(
            new VirtualMachines.Wanted(
                machine,
                AzureWorld.REGION,
                Optional.empty(),
                "Standard_D2s_v5",
                "Linux",
                Optional.empty(),
                nic,
                List.of(new VirtualMachines.Attached(Lun.OS, os, Optional.empty(), false)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Map.of()));
    adapters.virtualMachines().status(machine);
    world.azure().clock().advance(Duration.ofMinutes(5));
    adapters.virtualMachines().deallocate(machine);
    world.azure().clock().advance(Duration.ofMinutes(5));
    adapters.virtualMachines().delete(machine);
    adapters.networkInterfaces().delete(nic);
    GroupId group = GroupId.of(machine);
    adapters.resourceGroups().region(group);
    adapters.resourceGroups().locks(group);
    adapters.resourceGroups().rights(group);
    adapters.resourceGroups().rights(subnet);
    adapters.subnets().read(subnet);
    adapters.vaults().find(LocalAzure.SUBSCRIPTION, "kv-nowhere");
    adapters.capacity().quotas(LocalAzure.SUBSCRIPTION, AzureWorld.REGION);
    adapters
        .capacity()
        .sku(LocalAzure.SUBSCRIPTION, AzureWorld.REGION, Capacity.DISKS, "Premium_LRS");
    String client = world.clientWithout("Microsoft.Authorization/locks/read").orElseThrow();
    world.adapters(Map.of("AZURE_CLIENT_ID", client)).resourceGroups().locks(group);
  }

  private static void vault() {
    Vault vault = world.azure().vaults().create(world.name("kv-all"));
    KeyRef key = ref(vault.keys().generate("kek", 2048));
    KeyRef secret = ref(vault.secrets().set("bek", "YmVr"));
    KeyStore store = world.adapters().keyStore(() -> List.of(LocalAzure.SUBSCRIPTION));
    store.read(key);
    store.read(secret);
    store.open(secret);
    store.unwrap(key, secret);
    vault.keys().delete("kek");
    vault.secrets().delete("bek");
    store.read(key);
    store.read(secret);
    world.azure().vaults().delete(vault.settings().name());
    store.read(key);
  }

  private static KeyRef ref(Stored stored) {
    return KeyRef.parse(stored.id()).orElseThrow();
  }

  private static void blobs() {
    AzureAdapters adapters = world.adapters();
    ArmId machine = world.id("virtualMachines", world.name("vm"));
    Origin origin = Samples.origin(machine, "vm-of-" + machine.name(), SLOT);
    History none = History.none(origin.point());
    adapters
        .catalogue()
        .append(
            none,
            Samples.next(
                none,
                Optional.of(origin),
                Samples.gated(
                    Samples.secret("kv-all", "bek", 1), Samples.key("kv-all", "kek", 1), SLOT),
                SLOT));
    adapters.catalogue().read(origin.point());
    adapters.catalogue().ofSlot(SLOT);
    adapters.catalogue().ofMachine(origin.vmId());
    adapters.catalogue().vmIds(machine);
    adapters.catalogue().all(Optional.empty(), 10);
    Document written = adapters.documents().create("test/all", "{}").orElseThrow();
    adapters.documents().read("test/all");
    adapters.documents().replace(written, "{\"a\": 1}");
    adapters.documents().put("test/all", "{}");
    adapters.documents().names("test/");
    adapters.documents().remove("test/all");
    world.azure().blobs().container(LocalAzure.ACCOUNT, "work").put("policies.json", "{}");
    world
        .adapters(
            Map.of(
                "KEYHOLD_POLICIES",
                "https://" + LocalAzure.ACCOUNT + ".blob.core.windows.net/work/policies.json"))
        .policySource()
        .text();
  }
}
