package io.keyhold.heard;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.Code;
import io.keyhold.domain.KeyReading;
import io.keyhold.domain.Lun;
import io.keyhold.domain.Signal;
import io.keyhold.domain.SignalKind;
import io.keyhold.fake.FakeWorld;
import io.keyhold.fake.Rounds;
import io.keyhold.functions.UseCases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That a key is in trouble, or is not any more, is heard once. */
class KeyStatesTest {

  private static final int FLEET = 1_000;
  private static final int HANDLERS = 8;

  private final FakeWorld world = new FakeWorld();
  private final Rounds rounds = new Rounds(world);

  /** The same tick in several processes, each with several threads. */
  @Test
  void aThousandMachinesBehindOneKeyAreHeardOnceByWhateverManyHandlers() throws Exception {
    healthy(1);
    IntStream.range(0, FLEET).forEach(i -> ade("vm-" + i, 1));
    parallel("tick-1");
    assertThat(world.signals.said(Signal.KeyStateChanged.class)).isEmpty();

    world.keys.disabled(FakeWorld.kek(1));
    nextDay();
    parallel("tick-2");

    List<Signal.KeyStateChanged> changed = world.signals.said(Signal.KeyStateChanged.class);
    assertThat(changed).hasSize(1);
    assertThat(changed.getFirst().machines()).isEqualTo(FLEET);
    assertThat(world.signals.said(Signal.BackupRefused.class))
        .hasSize(FLEET)
        .allSatisfy(
            refused ->
                assertThat(refused.causes())
                    .extracting(cause -> cause.group())
                    .containsExactly(changed.getFirst().cause().group()));

    world.keys.available(FakeWorld.kek(1));
    nextDay();
    parallel("tick-3");

    assertThat(world.signals.said(Signal.KeyStateChanged.class)).hasSize(1);
    assertThat(world.signals.said(Signal.KeyStateResolved.class))
        .singleElement()
        .satisfies(resolved -> assertThat(resolved.lasted()).isEqualTo(Duration.ofDays(1)));
  }

  private void parallel(String run) throws Exception {
    List<UseCases> processes = Stream.generate(world::useCases).limit(HANDLERS).toList();
    List<BackupOrder> orders = processes.getFirst().backupTick().tick(run).orders();
    try (ExecutorService threads = Executors.newFixedThreadPool(2 * HANDLERS)) {
      List<Callable<Object>> deliveries = new ArrayList<>();
      for (int i = 0; i < orders.size(); i++) {
        BackupOrder order = orders.get(i);
        UseCases process = processes.get(i % HANDLERS);
        deliveries.add(() -> process.backupMachine().deliver(order, 1));
      }
      for (Future<Object> done : threads.invokeAll(deliveries)) {
        done.get();
      }
    }
  }

  @Test
  void aStateSurvivesTheProcess() {
    ade("a", 1);
    healthy(1);
    world.keys.disabled(FakeWorld.kek(1));
    rounds.tick("tick-1");
    nextDay();

    new Rounds(world).tick("tick-2");

    assertThat(world.signals.said(Signal.KeyStateChanged.class)).hasSize(1);
  }

  @Test
  void aKeyThatFailsInAnotherWayIsHeardAgain() {
    ade("a", 1);
    healthy(1);
    world.keys.put(FakeWorld.kek(1), new KeyReading.Absent());
    rounds.tick("tick-1");
    nextDay();
    world.keys.disabled(FakeWorld.kek(1));
    rounds.tick("tick-2");
    nextDay();
    world.keys.available(FakeWorld.kek(1));
    rounds.tick("tick-3");

    assertThat(heard())
        .containsExactly(
            "KeyStateChanged KeyLost",
            "KeyStateChanged KeyDisabled",
            "KeyStateResolved KeyDisabled");
  }

  @Test
  void aDeletedKeyIsOneTroubleForAllItsVersions() {
    for (int version = 1; version <= 3; version++) {
      ade("vm-" + version, version);
      world.keys.available(FakeWorld.bek(version));
      world.keys.put(FakeWorld.kek(version), new KeyReading.Deleted(Optional.empty()));
    }
    rounds.tick("tick-1");
    nextDay();
    for (int version = 1; version <= 3; version++) {
      healthy(version);
    }
    rounds.tick("tick-2");

    assertThat(heard())
        .containsExactly("KeyStateChanged KeyDeleted", "KeyStateResolved KeyDeleted");
  }

  @Test
  void aVaultThatCannotBeAskedIsHeardOnceForAllItsKeysAndAsAWarning() {
    for (int key = 1; key <= 20; key++) {
      ade("vm-" + key, key);
      world.keys.silent(FakeWorld.bek(key), Code.VAULT_FIREWALL);
      world.keys.silent(FakeWorld.kek(key), Code.VAULT_FIREWALL);
    }
    rounds.tick("tick-1");

    Signal.KeyStateChanged changed = world.signals.said(Signal.KeyStateChanged.class).getFirst();
    assertThat(heard()).containsExactly("KeyStateChanged VaultFirewall");
    assertThat(changed.level()).isEqualTo(SignalKind.Level.WARNING);
    assertThat(changed.cause().subject()).isEqualTo("vault:kv-prod");

    for (int key = 1; key <= 20; key++) {
      healthy(key);
    }
    nextDay();
    rounds.tick("tick-2");
    assertThat(heard())
        .containsExactly("KeyStateChanged VaultFirewall", "KeyStateResolved VaultFirewall");
  }

  /** Rights may be given key by key: the one that can be asked says nothing about the other. */
  @Test
  void aVaultThatRefusesOneKeyOfTwoIsNotHeardAgainAndAgain() {
    ade("a", 1);
    ade("b", 2);
    healthy(1);
    healthy(2);
    world.keys.silent(FakeWorld.kek(2), Code.VAULT_ACCESS_DENIED);
    for (int tick = 1; tick <= 5; tick++) {
      rounds.tick("tick-" + tick);
      nextDay();
    }

    assertThat(heard()).containsExactly("KeyStateChanged VaultAccessDenied");
  }

  @Test
  void aSetInTroubleIsHeardAndSoIsItsEnd() {
    ArmId set = ArmId.compute(FakeWorld.SUBSCRIPTION, "prod", "diskEncryptionSets", "des");
    world.machine("a", FakeWorld.underSet("a-os", set));
    rounds.tick("tick-1");
    nextDay();
    world.keys.available(FakeWorld.kek(1));
    world.sets.healthy(set, FakeWorld.kek(1));
    rounds.tick("tick-2");

    assertThat(heard())
        .containsExactly(
            "KeyStateChanged DiskEncryptionSetMissing",
            "KeyStateResolved DiskEncryptionSetMissing");
  }

  @Test
  void aTroubleThatNobodyMetForTwoDaysIsSaidAgain() {
    ade("a", 1);
    healthy(1);
    world.keys.disabled(FakeWorld.kek(1));
    rounds.tick("tick-1");
    nextDay();
    rounds.tick("tick-2");
    assertThat(heard()).hasSize(1);

    world.advance(Duration.ofDays(2));
    rounds.tick("tick-3");
    assertThat(heard()).hasSize(2);
  }

  @Test
  void olderNewsChangeNothing() {
    ade("a", 1);
    ade("b", 1);
    healthy(1);
    List<BackupOrder> orders = rounds.orders("tick-1");
    UseCases slow = world.useCases();
    slow.backupMachine().deliver(orders.getFirst(), 1); // has seen the key available
    world.advance(Duration.ofMinutes(1));
    world.keys.disabled(FakeWorld.kek(1));
    world.useCases().backupMachine().deliver(orders.getLast(), 1);
    slow.backupMachine().deliver(orders.getLast(), 1);

    assertThat(heard()).containsExactly("KeyStateChanged KeyDisabled");
  }

  @Test
  void whatNoReleaseWroteIsWrittenAnew() {
    ade("a", 1);
    healthy(1);
    world.keys.disabled(FakeWorld.kek(1));
    rounds.tick("tick-1");
    String name = world.documents.names("key-states/").getFirst();
    world.documents.put(name, "{\"format\": ");
    nextDay();
    rounds.tick("tick-2");

    assertThat(heard()).hasSize(2);
    assertThat(KeyState.read(world.documents.read(name).orElseThrow().text())).isPresent();
  }

  @Test
  void aHealthyFleetCostsOneListingPerRunAndNoDocument() {
    for (int key = 1; key <= 20; key++) {
      healthy(key);
      ade("vm-" + key, key);
    }
    rounds.tick("tick-1");

    assertThat(world.documents.script().calls().stream().filter(c -> c.contains("key-states/")))
        .as("one for the handlers, one for the tick itself")
        .containsExactly("names key-states/", "names key-states/");
  }

  @Test
  void theSweepForgetsWhatIsLongOver() {
    ade("a", 1);
    healthy(1);
    world.keys.disabled(FakeWorld.kek(1));
    rounds.tick("tick-1");
    nextDay();
    healthy(1);
    rounds.tick("tick-2");
    rounds.sweep();
    assertThat(world.documents.names("key-states/")).hasSize(1);

    world.advance(Duration.ofDays(31));
    rounds.sweep();
    assertThat(world.documents.names("key-states/")).isEmpty();
  }

  private List<String> heard() {
    return world.signals.said().stream()
        .flatMap(
            signal ->
                switch (signal) {
                  case Signal.KeyStateChanged changed ->
                      Stream.of("KeyStateChanged " + changed.cause().problem().code().text());
                  case Signal.KeyStateResolved resolved ->
                      Stream.of("KeyStateResolved " + resolved.cause().problem().code().text());
                  default -> Stream.empty();
                })
        .toList();
  }

  private void healthy(int key) {
    world.keys.available(FakeWorld.bek(key)).available(FakeWorld.kek(key));
  }

  private void ade(String name, int key) {
    world.machine(
        name,
        FakeWorld.ade(name + "-os", Lun.OS, FakeWorld.bek(key), Optional.of(FakeWorld.kek(key))));
  }

  private void nextDay() {
    world.advance(Duration.ofDays(1));
  }
}
