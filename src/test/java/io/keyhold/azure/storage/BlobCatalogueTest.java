package io.keyhold.azure.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyhold.azure.AzureWorld;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.BrokenChainException;
import io.keyhold.domain.Catalogue;
import io.keyhold.domain.Event;
import io.keyhold.domain.History;
import io.keyhold.domain.Origin;
import io.keyhold.domain.PointId;
import io.keyhold.domain.Text;
import io.keyhold.domain.contract.CatalogueContract;
import io.keyhold.domain.contract.Samples;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.blob.Container;
import io.keyhold.local.http.Fault;
import io.keyhold.local.http.RequestLog;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BlobCatalogueTest extends CatalogueContract {

  private static AzureWorld world;

  @BeforeAll
  static void start() {
    world = AzureWorld.start();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @AfterEach
  void healthyAgain() {
    world.azure().faults().clear();
    points().immutable(false);
  }

  @Override
  protected Catalogue catalogue() {
    return world.adapters().catalogue();
  }

  @Override
  protected ArmId machine() {
    return world.id("virtualMachines", world.name("vm"));
  }

  @Override
  protected String kit(PointId id, int number) {
    return points().readText("%s/kit-%04d.md".formatted(id, number)).orElseThrow();
  }

  private static Container points() {
    return world.azure().blobs().container(LocalAzure.ACCOUNT, "points");
  }

  private static Container work() {
    return world.azure().blobs().container(LocalAzure.ACCOUNT, "work");
  }

  /** The SDK encodes the slashes of names. */
  private static String path(RequestLog.Entry call) {
    return URLDecoder.decode(call.path(), StandardCharsets.UTF_8);
  }

  @Test
  void eventsAreNumberedBlobsThatNameTheHashOfTheOneBefore() {
    History history = followed(opened(machine(), SLOT), Samples.refused());
    String folder = history.id() + "/";
    assertThat(points().list(folder)).containsExactly(folder + "0001.json", folder + "0002.json");
    byte[] first = points().read(folder + "0001.json").orElseThrow();
    assertThat(history.events().getLast().previous()).contains(Text.sha256(first));
    assertThat(history.lastHash())
        .contains(Text.sha256(points().read(folder + "0002.json").orElseThrow()));
  }

  @Test
  void otherBlobsOfAPointAreNoEvents() {
    History history = opened(machine(), SLOT);
    points().put(history.id() + "/kit-0001.md", "# How to restore without Keyhold");
    assertThat(catalogue().read(history.id())).isEqualTo(history);
  }

  @Test
  void aMissingEventBreaksTheChain() {
    History history = followed(opened(machine(), SLOT), Samples.refused());
    points().delete(history.id() + "/0001.json");
    assertThatThrownBy(() -> catalogue().read(history.id()))
        .isInstanceOf(BrokenChainException.class)
        .hasMessageContaining("event 1 is missing");
  }

  @Test
  void aChangedEventBreaksTheChain() {
    History history = followed(opened(machine(), SLOT), Samples.refused());
    String first = history.id() + "/0001.json";
    points().put(first, points().readText(first).orElseThrow().replace("proceed", "proceed "));
    points().put(first, points().readText(first).orElseThrow() + " ");
    assertThatThrownBy(() -> catalogue().read(history.id()))
        .isInstanceOf(BrokenChainException.class)
        .hasMessageContaining("event 2");
  }

  @Test
  void anEventThatCannotBeReadBreaksTheChain() {
    History history = opened(machine(), SLOT);
    points().put(history.id() + "/0002.json", "{not json");
    assertThatThrownBy(() -> catalogue().read(history.id()))
        .isInstanceOf(BrokenChainException.class);
  }

  @Test
  void anEventWhoseAnswerWasLostCountsAsWritten() {
    ArmId machine = machine();
    world.azure().requests().clear();
    world
        .azure()
        .faults()
        .add(
            call -> call.method().equals("PUT") && call.path().endsWith("0001.json"),
            Fault.after(new Fault.Reset()),
            1);
    History history = opened(machine, SLOT);
    assertThat(catalogue().read(history.id())).isEqualTo(history);
    assertThat(
            world
                .azure()
                .requests()
                .matching(call -> call.method().equals("PUT") && call.path().endsWith("0001.json")))
        .as("the first write and the one after the lost answer")
        .hasSizeGreaterThan(1);
  }

  @Test
  void anImmutableContainerIsTheSameLock() {
    points().immutable(true);
    ArmId machine = machine();
    History opened = opened(machine, SLOT);
    Event first = opened.events().getFirst();
    assertThat(catalogue().append(History.none(opened.id()), first)).contains(opened);
    Event other =
        Samples.next(History.none(opened.id()), first.origin(), gated(), SLOT.plusSeconds(5));
    assertThat(catalogue().append(History.none(opened.id()), other)).isEmpty();
  }

  @Test
  void aKitThatIsThereStaysInAnImmutableContainer() {
    PointId id = origin(machine(), SLOT).point();
    catalogue().writeKit(id, 2, "# first");
    points().immutable(true);
    catalogue().writeKit(id, 2, "# again");
    assertThat(kit(id, 2)).isEqualTo("# first");
  }

  @Test
  void markersAreWrittenBeforeTheirEvent() {
    ArmId machine = machine();
    world.azure().requests().clear();
    opened(machine, SLOT);
    List<String> written =
        world.azure().requests().matching(call -> call.method().equals("PUT")).stream()
            .map(BlobCatalogueTest::path)
            .toList();
    assertThat(written).hasSizeGreaterThan(1);
    assertThat(written.getLast()).startsWith("/points/");
    assertThat(written.subList(0, written.size() - 1))
        .allSatisfy(path -> assertThat(path).startsWith("/work/index/"));
  }

  @Test
  void markersNameMachineStateNameAndKeys() {
    ArmId machine = machine();
    History history = opened(machine, SLOT);
    String id = history.id().value();
    assertThat(work().list("index/"))
        .contains(
            "index/machine/" + vmId(machine) + "/" + id,
            "index/state/gated/" + vmId(machine) + "/" + id,
            "index/name/" + Text.sha256(machine.folded()) + "/" + vmId(machine),
            "index/key/" + Text.sha256("https://kv-prod.vault.azure.net/secrets/bek") + "/" + id,
            "index/key/" + Text.sha256("https://kv-prod.vault.azure.net/keys/kek") + "/" + id);
  }

  @Test
  void anEventAddsOnlyTheMarkersThatItNewlyImplies() {
    History opened = opened(machine(), SLOT);
    world.azure().requests().clear();
    followed(opened, Samples.refused());
    assertThat(world.azure().requests().matching(call -> call.method().equals("PUT")))
        .extracting(BlobCatalogueTest::path)
        .hasSize(2)
        .first()
        .asString()
        .startsWith("/work/index/state/refused/");
  }

  @Test
  void markersOfEventsThatWereNeverWrittenAreOnlyHints() {
    Origin origin = origin(machine(), SLOT);
    String vmId = origin.vmId().toLowerCase(Locale.ROOT);
    work().put("index/machine/" + vmId + "/" + origin.point(), "");
    assertThat(catalogue().ofMachine(vmId)).containsExactly(origin.point());
    assertThat(catalogue().read(origin.point()).events()).isEmpty();
    assertThat(catalogue().read(origin.point()).lastHash()).isEqualTo(Optional.empty());
  }
}
