package io.keyhold.fake;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.BrokenChainException;
import io.keyhold.domain.Catalogue;
import io.keyhold.domain.Change;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Due;
import io.keyhold.domain.Event;
import io.keyhold.domain.History;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.Origin;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Text;
import io.keyhold.domain.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Recovery points in memory. An event's hash is that of its text, which stands for its bytes. */
public final class FakeCatalogue implements Catalogue {

  private static final int PAGE = 2;

  private final Script script = new Script();
  private final TreeMap<PointId, List<Event>> points = new TreeMap<>();
  private final TreeMap<PointId, Set<PointState>> marked = new TreeMap<>();
  private final TreeMap<PointId, TreeMap<Integer, String>> kits = new TreeMap<>();
  private final TreeMap<String, Due> due = new TreeMap<>();
  private final Set<PointId> broken = new TreeSet<>();
  private Runnable beforeNextAppend = () -> {};
  private Optional<Code> kitFailure = Optional.empty();
  private Runnable onRead = () -> {};

  public Script script() {
    return script;
  }

  /** What a competitor does just before the next append, once. */
  public synchronized void beforeNextAppend(Runnable competitor) {
    beforeNextAppend = competitor;
  }

  /** What happens with every read, such as that time passes. */
  public synchronized void onRead(Runnable effect) {
    onRead = effect;
  }

  /** The next kit is not written, for this reason. */
  public synchronized void failNextKit(Code code) {
    kitFailure = Optional.of(code);
  }

  /** From now on the chain of this point is broken. */
  public synchronized void breakChain(PointId id) {
    broken.add(id);
  }

  /** Every point as it stands, for whoever judges and is not a caller. */
  public synchronized List<RecoveryPoint> stored() {
    return points.keySet().stream().map(id -> history(id).point().orElseThrow()).toList();
  }

  @Override
  public synchronized History read(PointId id) {
    script.call("read", id);
    onRead.run();
    if (broken.contains(id)) {
      throw new BrokenChainException(id, "the test broke it").after(upTo(id, 1));
    }
    return history(id);
  }

  @Override
  public synchronized Optional<History> append(History after, Event event) {
    script.call("append", after.id());
    Runnable competitor = beforeNextAppend;
    beforeNextAppend = () -> {};
    competitor.run();
    checkFollows(after, event);
    List<Event> events = points.computeIfAbsent(after.id(), id -> new ArrayList<>());
    if (event.number() <= events.size()) {
      boolean same = events.get(event.number() - 1).equals(event);
      return same ? Optional.of(upTo(after.id(), event.number())) : Optional.empty();
    }
    events.add(event);
    mark(after.id(), events);
    return Optional.of(history(after.id()));
  }

  private static void checkFollows(History after, Event event) {
    List<Event> events = new ArrayList<>(after.events());
    events.add(event);
    if (event.number() != events.size() || !event.previous().equals(after.lastHash())) {
      throw new IllegalArgumentException("event " + event.number() + " does not follow");
    }
    try {
      RecoveryPoint.fold(after.id(), events);
    } catch (BrokenChainException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }

  @Override
  public synchronized void writeKit(PointId id, int number, String text) {
    script.call("writeKit", id);
    Optional<Code> failure = kitFailure;
    kitFailure = Optional.empty();
    failure.ifPresent(
        code -> {
          throw new CloudFailure(new Problem(code, id.value(), "the test says so"));
        });
    kits.computeIfAbsent(id, any -> new TreeMap<>()).putIfAbsent(number, text);
  }

  @Override
  public synchronized List<String> kits(PointId id) {
    script.call("kits", id);
    return kits.getOrDefault(id, new TreeMap<>()).keySet().stream()
        .map(number -> "points/%s/kit-%04d.md".formatted(id, number))
        .toList();
  }

  /** The text of a kit. */
  public synchronized Optional<String> kit(PointId id, int number) {
    return Optional.ofNullable(kits.getOrDefault(id, new TreeMap<>()).get(number));
  }

  @Override
  public synchronized List<PointId> ofSlot(Instant slot) {
    script.call("ofSlot", slot);
    return ids(id -> id.value().startsWith(PointId.prefix(slot) + "-"));
  }

  @Override
  public synchronized List<PointId> ofMachine(String vmId) {
    script.call("ofMachine", vmId);
    return ids(id -> origin(id).vmId().equalsIgnoreCase(vmId));
  }

  @Override
  public synchronized List<PointId> ofMachine(String vmId, PointState state) {
    script.call("ofMachine", vmId + " " + state.word());
    return ids(id -> origin(id).vmId().equalsIgnoreCase(vmId) && marked.get(id).contains(state));
  }

  @Override
  public synchronized List<PointId> withState(PointState state) {
    script.call("withState", state.word());
    return ids(id -> marked.get(id).contains(state));
  }

  @Override
  public synchronized Page withState(PointState state, Optional<String> continuation) {
    script.call("withState", state.word() + " page");
    List<PointId> rest =
        ids(
            id ->
                marked.get(id).contains(state)
                    && (continuation.isEmpty() || id.value().compareTo(continuation.get()) > 0));
    List<PointId> page = rest.subList(0, Math.min(PAGE, rest.size()));
    return new Page(
        page, rest.size() > PAGE ? Optional.of(page.getLast().value()) : Optional.empty());
  }

  @Override
  public synchronized void unmark(RecoveryPoint point, PointState state) {
    script.call("unmark", point.id() + " " + state.word());
    marked.getOrDefault(point.id(), new TreeSet<>()).remove(state);
  }

  /** Pages of two. */
  @Override
  public synchronized DuePage due(Due.What what, Instant until, Optional<String> continuation) {
    script.call("due", what.word());
    List<String> rest =
        due.keySet().stream()
            .filter(key -> due.get(key).what() == what && !due.get(key).from().isAfter(until))
            .filter(key -> continuation.isEmpty() || key.compareTo(continuation.get()) > 0)
            .toList();
    List<String> page = rest.subList(0, Math.min(PAGE, rest.size()));
    return new DuePage(
        page.stream().map(due::get).toList(),
        rest.size() > PAGE ? Optional.of(page.getLast()) : Optional.empty());
  }

  @Override
  public synchronized void settle(Due done) {
    script.call("settle", done.point() + " " + done.what().word());
    due.remove(key(done));
  }

  private static String key(Due due) {
    return due.from() + "/" + due.vmId() + "/" + due.point() + "/" + due.what();
  }

  @Override
  public synchronized int mark(History history, Set<PointState> but) {
    script.call("mark", history.id());
    Set<PointState> states = new TreeSet<>();
    for (int events = 1; events <= history.events().size(); events++) {
      RecoveryPoint.fold(history.id(), history.events().subList(0, events))
          .map(RecoveryPoint::state)
          .filter(state -> !but.contains(state))
          .ifPresent(states::add);
    }
    Set<PointState> known = marked.computeIfAbsent(history.id(), any -> new TreeSet<>());
    states.removeAll(known);
    known.addAll(states);
    Optional<Due> missing =
        history.point().flatMap(Due::of).filter(now -> !due.containsKey(key(now)));
    missing.ifPresent(now -> due.put(key(now), now));
    return states.size() + (missing.isPresent() ? 1 : 0);
  }

  /** The index is lost; of the fake's that is what it says of states and of what is due. */
  public synchronized void forgetIndex() {
    marked.values().forEach(Set::clear);
    due.clear();
  }

  @Override
  public synchronized List<PointId> ofKey(KeyRef key) {
    script.call("ofKey", key);
    return ids(
        id ->
            points.get(id).stream()
                .map(Event::change)
                .flatMap(FakeCatalogue::keys)
                .anyMatch(known -> known.object().equalsIgnoreCase(key.object())));
  }

  private static Stream<KeyRef> keys(Change change) {
    return switch (change) {
      case Change.Gated gated -> checked(gated.verdicts());
      case Change.CopyGated gated -> checked(gated.verdicts());
      default -> Stream.empty();
    };
  }

  private static Stream<KeyRef> checked(List<Verdict> verdicts) {
    return verdicts.stream().flatMap(verdict -> KeyRef.parse(verdict.key()).stream());
  }

  @Override
  public synchronized List<String> vmIds(ArmId machine) {
    script.call("vmIds", machine);
    return points.keySet().stream()
        .map(this::origin)
        .filter(origin -> origin.machine().equals(machine))
        .map(origin -> origin.vmId().toLowerCase(Locale.ROOT))
        .distinct()
        .toList();
  }

  @Override
  public synchronized Page all(Optional<String> continuation, int size) {
    script.call("all", continuation.orElse(""));
    List<PointId> rest =
        ids(id -> continuation.isEmpty() || id.value().compareTo(continuation.get()) > 0);
    List<PointId> page = rest.subList(0, Math.min(size, rest.size()));
    return new Page(
        page, rest.size() > size ? Optional.of(page.get(size - 1).value()) : Optional.empty());
  }

  private List<PointId> ids(Predicate<PointId> wanted) {
    return points.keySet().stream().filter(wanted).toList();
  }

  private Origin origin(PointId id) {
    return points.get(id).getFirst().origin().orElseThrow();
  }

  private void mark(PointId id, List<Event> events) {
    RecoveryPoint point = RecoveryPoint.fold(id, events).orElseThrow();
    marked.computeIfAbsent(id, any -> new TreeSet<>()).add(point.state());
    Optional<Due> before =
        RecoveryPoint.fold(id, events.subList(0, events.size() - 1)).flatMap(Due::of);
    Due.of(point)
        .filter(now -> !before.equals(Optional.of(now)))
        .ifPresent(now -> due.put(key(now), now));
  }

  private History history(PointId id) {
    return upTo(id, points.getOrDefault(id, List.of()).size());
  }

  private History upTo(PointId id, int number) {
    List<Event> all = points.getOrDefault(id, List.of());
    List<Event> events = all.subList(0, Math.min(number, all.size()));
    Optional<String> hash =
        events.isEmpty() ? Optional.empty() : Optional.of(Text.sha256(events.getLast().toString()));
    return new History(id, events, hash);
  }
}
