package io.keyhold.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.Event;
import io.keyhold.domain.Lun;
import io.keyhold.domain.PointId;
import io.keyhold.domain.Requester;
import io.keyhold.fake.FakeWorld;
import io.keyhold.functions.UseCases;
import io.keyhold.json.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who asked for a backup stands in the first event of its point, by ids and never by name. */
class WhoAskedTest {

  private static final Requester ANOTHER = new Requester("another", "app");

  private final FakeWorld world = new FakeWorld();
  private final UseCases useCases = world.useCases();

  WhoAskedTest() {
    world.keys.available(FakeWorld.bek(1));
    world.machine("a", FakeWorld.ade("a-os", Lun.OS, FakeWorld.bek(1), Optional.empty()));
  }

  @Test
  void theFirstOneToAskIsRecordedWhoeverRepeatsIt() {
    BackupOrder order = asked(FakeWorld.SOMEBODY);
    assertThat(asked(ANOTHER)).as("the same order, for a repeat changes nothing").isEqualTo(order);

    useCases.backupMachine().deliver(order, 1);

    Event first = first(order.point());
    assertThat(first.origin().orElseThrow().requestedBy()).contains(FakeWorld.SOMEBODY);
    byte[] written = EventJson.write(first);
    assertThat(new String(written, StandardCharsets.UTF_8))
        .contains("\"requestedBy\"", FakeWorld.SOMEBODY.objectId(), FakeWorld.SOMEBODY.appId());
    assertThat(EventJson.read(order.point(), written)).isEqualTo(first);
  }

  @Test
  void aTickThatFindsTheRequestWaitingKnowsWhoAsked() {
    asked(FakeWorld.SOMEBODY);
    assertThat(useCases.backupTick().tick("t-1").orders())
        .filteredOn(order -> order.request().isPresent())
        .allSatisfy(order -> assertThat(order.requestedBy()).contains(FakeWorld.SOMEBODY))
        .isNotEmpty();
  }

  @Test
  void nobodyAskedForAScheduledBackupAndThePolicySays() throws Exception {
    BackupOrder order = useCases.backupTick().tick("t-1").orders().getFirst();
    useCases.backupMachine().deliver(order, 1);
    Event first = first(order.point());
    assertThat(first.origin().orElseThrow().requestedBy()).isEmpty();
    assertThat(new ObjectMapper().readTree(EventJson.write(first)).path("origin").fieldNames())
        .toIterable()
        .as("those of earlier releases")
        .containsExactly("machine", "vmId", "slot", "policy");
  }

  private BackupOrder asked(Requester who) {
    BackupNow.Result result =
        useCases.backupNow().request("mine", FakeWorld.machineId("a"), "run-1", who);
    return ((BackupNow.Result.Accepted) result).order();
  }

  private Event first(PointId point) {
    return world.catalogue.read(point).events().getFirst();
  }
}
