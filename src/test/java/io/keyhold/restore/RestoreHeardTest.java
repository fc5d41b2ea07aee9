package io.keyhold.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.Code;
import io.keyhold.domain.PointId;
import io.keyhold.domain.Signal;
import io.keyhold.fake.FakeWorld;
import io.keyhold.fake.Rounds;
import io.keyhold.functions.UseCases;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is heard of restores. */
class RestoreHeardTest {

  private final FakeWorld world = new FakeWorld();
  private final UseCases useCases = world.useCases();
  private PointId point;

  @BeforeEach
  void backUp() {
    world.machine("a", FakeWorld.plain("a-os"));
    point = new Rounds(world).tick("tick-1").getFirst().id();
    world.signals.forget();
  }

  @Test
  void thatItBeganAndHowItEndedIsHeardOnceEach() {
    accept("r1");
    useCases.restoreRunner().run("r1");
    useCases.restoreRunner().run("r1");

    assertThat(world.signals.names()).containsExactly("RestoreStarted", "RestoreSucceeded");
    assertThat(world.signals.said(Signal.RestoreSucceeded.class).getFirst().restore())
        .extracting(Signal.Restoring::id, Signal.Restoring::point, Signal.Restoring::mode)
        .containsExactly("r1", point, "disks");
  }

  @Test
  void aCancelledOneIsHeard() {
    accept("r1");
    useCases.restores().cancel("r1", FakeWorld.SOMEBODY);
    useCases.restoreRunner().run("r1");

    assertThat(world.signals.names()).containsExactly("RestoreCanceled");
  }

  @Test
  void aFailedOneIsHeardWithItsCause() {
    accept("r1");
    world.disks.script().failNext(Code.CLOUD_REFUSED);
    useCases.restoreRunner().run("r1");

    assertThat(world.signals.names()).containsExactly("RestoreStarted", "RestoreFailed");
    assertThat(world.signals.lines().getLast().at("/causes/0/reason").asText())
        .isEqualTo("RestoreFailed");
  }

  private void accept(String id) {
    RestoreRequest request =
        new RestoreRequest(
            point,
            RestoreRequest.Mode.DISKS,
            List.of(),
            new RestoreRequest.Target(
                Optional.empty(),
                "restored",
                "back",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    assertThat(useCases.restores().accept(id, request, FakeWorld.SOMEBODY))
        .isInstanceOf(RestoreDesk.Acceptance.Accepted.class);
  }
}
