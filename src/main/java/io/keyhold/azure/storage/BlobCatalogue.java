package io.keyhold.azure.storage;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.BrokenChainException;
import io.keyhold.domain.Catalogue;
import io.keyhold.domain.Due;
import io.keyhold.domain.Event;
import io.keyhold.domain.History;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Text;
import io.keyhold.json.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Recovery points as blobs in {@code points}, their index in {@code work}. The number in an event's
 * name is the lock: it is put only where nothing is yet, and whoever comes second reads what is
 * there.
 */
public final class BlobCatalogue implements Catalogue {

  private static final BlobFolder.Written MARKER =
      new BlobFolder.Written(new byte[0], "application/octet-stream", Map.of());

  private static final int MARKERS_AT_ONCE = 1_000;

  private final BlobFolder points;
  private final BlobFolder work;

  public BlobCatalogue(BlobAccount account) {
    this.points = account.container(BlobAccount.POINTS);
    this.work = account.container(BlobAccount.WORK);
  }

  @Override
  public History read(PointId id) {
    List<Integer> numbers =
        points.list().names(PointBlobs.folder(id)).stream()
            .flatMap(name -> PointBlobs.number(name).stream())
            .sorted()
            .toList();
    Chain chain = new Chain(id);
    try {
      for (int expected = 1; expected <= numbers.size(); expected++) {
        if (numbers.get(expected - 1) != expected) {
          throw new BrokenChainException(id, "event " + expected + " is missing");
        }
        chain.add(bytes(id, expected));
      }
    } catch (BrokenChainException broken) {
      throw broken.after(chain.history());
    }
    return chain.history();
  }

  private byte[] bytes(PointId id, int number) {
    return points
        .get(PointBlobs.event(id, number))
        .map(BlobFolder.Content::bytes)
        .orElseThrow(() -> new BrokenChainException(id, "event " + number + " vanished"));
  }

  @Override
  public Optional<History> append(History after, Event event) {
    RecoveryPoint next = checked(after, event);
    Markers.added(after.point(), next).forEach(marker -> work.create(marker, MARKER));
    byte[] bytes = EventJson.write(event);
    return writtenOnce(PointBlobs.event(after.id(), event.number()), bytes)
        ? Optional.of(new History(after.id(), next.events(), Optional.of(Text.sha256(bytes))))
        : Optional.empty();
  }

  /** The same content counts as written: it may be our own, whose answer was lost on the way. */
  private boolean writtenOnce(String name, byte[] bytes) {
    return points
            .create(name, new BlobFolder.Written(bytes, "application/json", Map.of()))
            .isPresent()
        || points.get(name).filter(known -> Arrays.equals(known.bytes(), bytes)).isPresent();
  }

  @Override
  public void writeKit(PointId id, int number, String text) {
    points.create(
        PointBlobs.kit(id, number),
        new BlobFolder.Written(
            text.getBytes(StandardCharsets.UTF_8), "text/markdown; charset=utf-8", Map.of()));
  }

  @Override
  public List<String> kits(PointId id) {
    return points.list().names(PointBlobs.kits(id)).stream()
        .map(name -> BlobAccount.POINTS + "/" + name)
        .toList();
  }

  private static RecoveryPoint checked(History after, Event event) {
    if (event.number() != after.nextNumber() || !event.previous().equals(after.lastHash())) {
      throw new IllegalArgumentException(
          "event " + event.number() + " does not follow event " + after.events().size());
    }
    try {
      return after.with(event);
    } catch (BrokenChainException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }

  @Override
  public List<PointId> ofSlot(Instant slot) {
    return ids(points.list().folders(PointId.prefix(slot) + "-"));
  }

  @Override
  public List<PointId> ofMachine(String vmId) {
    return marked(Markers.machine(vmId));
  }

  @Override
  public List<PointId> ofMachine(String vmId, PointState state) {
    return marked(Markers.state(state, vmId));
  }

  @Override
  public List<PointId> withState(PointState state) {
    return ids(
        endings(Markers.state(state)).stream()
            .map(ending -> ending.substring(ending.indexOf('/') + 1))
            .toList());
  }

  @Override
  public Page withState(PointState state, Optional<String> continuation) {
    BlobList.Page page = work.list().names(Markers.state(state), continuation, MARKERS_AT_ONCE);
    return new Page(
        ids(page.names().stream().map(n -> n.substring(n.lastIndexOf('/') + 1)).toList()),
        page.continuation());
  }

  @Override
  public void unmark(RecoveryPoint point, PointState state) {
    work.remove(Markers.state(state, point.origin().vmId()) + point.id());
  }

  @Override
  public DuePage due(Due.What what, Instant until, Optional<String> continuation) {
    BlobList.Page page = work.list().names(Markers.due(what), continuation, MARKERS_AT_ONCE);
    List<Due> listed = page.names().stream().flatMap(n -> Markers.due(what, n).stream()).toList();
    List<Due> due = listed.stream().filter(one -> !one.from().isAfter(until)).toList();
    return new DuePage(due, due.size() < listed.size() ? Optional.empty() : page.continuation());
  }

  @Override
  public void settle(Due due) {
    work.remove(Markers.due(due));
  }

  @Override
  public int mark(History history, Set<PointState> but) {
    return Math.toIntExact(
        Markers.ever(history, but).stream()
            .filter(marker -> work.create(marker, MARKER).isPresent())
            .count());
  }

  @Override
  public List<PointId> ofKey(KeyRef key) {
    return marked(Markers.key(key));
  }

  @Override
  public List<String> vmIds(ArmId machine) {
    return endings(Markers.name(machine));
  }

  @Override
  public Page all(Optional<String> continuation, int size) {
    BlobList.Page page = points.list().folders(continuation, size);
    return new Page(ids(page.names()), page.continuation());
  }

  private List<PointId> marked(String prefix) {
    return ids(endings(prefix));
  }

  private List<String> endings(String prefix) {
    return work.list().names(prefix).stream().map(name -> name.substring(prefix.length())).toList();
  }

  private static List<PointId> ids(List<String> names) {
    return names.stream().flatMap(name -> PointId.parse(name).stream()).sorted().toList();
  }
}
