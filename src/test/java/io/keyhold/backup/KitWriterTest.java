package io.keyhold.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.Code;
import io.keyhold.domain.Lun;
import io.keyhold.domain.PointState;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.fake.FakeWorld;
import io.keyhold.fake.Rounds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** No point is taken without its kit. */
class KitWriterTest {

  private final FakeWorld world = new FakeWorld();
  private final Rounds rounds = new Rounds(world);

  private void machine() {
    world.keys.available(FakeWorld.bek(1)).available(FakeWorld.kek(1));
    world.machine(
        "a", FakeWorld.ade("a-os", Lun.OS, FakeWorld.bek(1), Optional.of(FakeWorld.kek(1))));
  }

  private List<String> calls(String... methods) {
    return world.catalogue.script().calls().stream()
        .map(call -> call.substring(0, call.indexOf(' ')))
        .filter(List.of(methods)::contains)
        .toList();
  }

  @Test
  void theKitIsWrittenBeforeThePointIsTakenUnderTheNumberOfThatEvent() {
    machine();
    RecoveryPoint point = rounds.tick("t1").getFirst();

    assertThat(Rounds.words(point)).containsExactly("gated", "taken", "completed");
    assertThat(calls("append", "writeKit"))
        .containsExactly("append", "writeKit", "append", "append");
    assertThat(world.catalogue.kits(point.id()))
        .containsExactly("points/" + point.id() + "/kit-0002.md");
    assertThat(world.catalogue.kit(point.id(), 2).orElseThrow())
        .contains(
            point.snapshots().getFirst().snapshot().value(),
            FakeWorld.bek(1).version().orElseThrow(),
            FakeWorld.kek(1).version().orElseThrow());
  }

  @Test
  void aKitThatCannotBeWrittenStopsTheAttemptAndTheNextOneTakesThePoint() {
    machine();
    BackupOrder order = rounds.orders("t1").getFirst();
    world.catalogue.failNextKit(Code.CLOUD_TIMEOUT);

    assertThat(rounds.attempt(order)).isInstanceOf(BackupDelivery.Result.Again.class);
    assertThat(rounds.point(order.point()).state()).isEqualTo(PointState.GATED);
    assertThat(world.catalogue.kits(order.point())).isEmpty();

    RecoveryPoint point = rounds.deliver(order);
    assertThat(Rounds.words(point)).containsExactly("gated", "gated", "taken", "completed");
    assertThat(world.catalogue.kits(point.id()))
        .containsExactly("points/" + point.id() + "/kit-0003.md");
  }

  @Test
  void aPromotedPointGetsItsKitThenAndNotWhileItIsHeld() {
    FakeWorld holding = Rounds.holding();
    Rounds others = new Rounds(holding);
    RecoveryPoint held = others.tick("t1").getFirst();
    assertThat(holding.catalogue.kits(held.id())).isEmpty();

    holding.keys.available(FakeWorld.bek(1));
    RecoveryPoint point = others.tick("t2").getFirst();

    assertThat(Rounds.words(point)).containsExactly("gated", "held", "gated", "taken", "completed");
    assertThat(holding.catalogue.kits(held.id()))
        .containsExactly("points/" + held.id() + "/kit-0004.md");
  }

  @Test
  void aPassPhraseInTheTagKeyholdKeyGetsNowhere() {
    world.machine("a", FakeWorld.tagged("a-os", "correct horse battery staple"));
    world.machine(
        "b",
        Map.of("keyhold-policy", "daily", "keyhold-key", "correct horse battery staple"),
        FakeWorld.plain("b-os"));

    for (RecoveryPoint point : rounds.tick("t1")) {
      assertThat(point.state()).isEqualTo(PointState.REFUSED);
      assertThat(world.catalogue.kits(point.id())).isEmpty();
      assertThat(point.toString()).doesNotContain("horse");
    }
  }
}
