package io.keyhold.azure.throttle;

import com.azure.core.http.HttpHeaders;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.keyhold.azure.http.RetryAfter;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * The rooms of all limits that this process has met, shared by all its clients. A call waits here,
 * before it is sent, until all its limits have room, so that a process that has the subscription to
 * itself is not refused. How many calls are under way at once follows from that alone.
 *
 * <p>Limits of a subscription are kept per subscription, although some hold per region: a process
 * whose calls go to two regions sees the one that answered last, and may be refused by the other.
 */
public final class Throttle {

  /** Whoever would wait longer is refused here, so that the queue can deliver again. */
  static final Duration LONGEST = Duration.ofMinutes(3);

  /** Where nobody says how long to wait (azure-facts.md §3.7: 1, 2, 4, 8, 16 s). */
  private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);

  private static final int MOST_DOUBLINGS = 4;
  private static final int ROOMS = 2_000;

  private final Waiting waiting;
  private final InstantSource clock;
  private final DoubleSupplier random;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Set<String>> policies = new HashMap<>();
  private final Map<String, Room> rooms =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Room> eldest) {
          return size() > ROOMS;
        }
      };

  /**
   * @param random numbers from 0 to 1, so that processes that were refused together do not come
   *     back together
   */
  public Throttle(Waiting waiting, InstantSource clock, DoubleSupplier random) {
    this.waiting = waiting;
    this.clock = clock;
    this.random = random;
  }

  /** For pipelines to the resource manager; its place is behind the retries. */
  public HttpPipelinePolicy ofManager() {
    return new ThrottlePolicy(this, Call::toManager);
  }

  /** For the clients of vaults. */
  public HttpPipelinePolicy ofVaults() {
    return new ThrottlePolicy(this, Call::toVault);
  }

  /** Returns when the call may be sent. */
  Admission enter(Call call) {
    List<Room> entered = new ArrayList<>();
    Duration wait =
        alone(
            () -> {
              Instant now = clock.instant();
              List<Room> all = rooms(call, now);
              Duration longest = longest(all.stream().map(room -> room.ahead(now)).toList());
              if (longest.compareTo(LONGEST) > 0) {
                throw noRoom(call, longest);
              }
              all.forEach(Room::reserve);
              entered.addAll(all);
              return longest;
            });
    try {
      while (wait.isPositive()) {
        waiting.pause(wait);
        // The service may have closed a room meanwhile.
        wait = alone(() -> longest(closed(entered)));
      }
    } catch (RuntimeException interrupted) {
      leave(entered);
      throw interrupted;
    }
    return alone(() -> new Admission(call, sent(entered)));
  }

  /**
   * A call that was let through.
   *
   * @param rooms what it has reserved, with what each says of its leaving
   */
  record Admission(Call call, Map<Room, Long> rooms) {}

  private static Map<Room, Long> sent(List<Room> entered) {
    Map<Room, Long> sent = new LinkedHashMap<>();
    entered.forEach(room -> sent.put(room, room.sent()));
    return sent;
  }

  private List<Duration> closed(List<Room> entered) {
    Instant now = clock.instant();
    return entered.stream().map(room -> room.closed(now)).toList();
  }

  /** The call brought no answer. */
  void lost(Admission admission) {
    leave(List.copyOf(admission.rooms().keySet()));
  }

  private void leave(List<Room> entered) {
    alone(
        () -> {
          entered.forEach(Room::ended);
          return true;
        });
  }

  /** The call was answered. */
  void answered(Admission admission, int status, HttpHeaders headers) {
    Remaining remaining = Remaining.of(headers);
    alone(
        () -> {
          Instant now = clock.instant();
          Map<Room, Integer> told = told(admission.call(), remaining, now);
          admission
              .rooms()
              .forEach(
                  (room, sent) -> {
                    if (told.containsKey(room)) {
                      room.ended(sent, told.get(room), now);
                    } else {
                      room.ended();
                    }
                  });
          told.keySet().removeAll(admission.rooms().keySet());
          told.forEach((room, left) -> room.overheard(left, now));
          if (status == 429) {
            refused(admission.call(), remaining, headers, now);
          } else {
            admission.rooms().keySet().forEach(Room::letIn);
          }
          return true;
        });
  }

  /** What the answer says about each room; rooms that it names for the first time are made. */
  private Map<Room, Integer> told(Call call, Remaining remaining, Instant now) {
    Map<Room, Integer> told = new HashMap<>();
    remaining
        .ofManager()
        .forEach(
            (kind, left) -> {
              Room room = rooms.get(call.place() + " " + kind);
              if (room != null) {
                told.put(room, left);
              }
            });
    remaining
        .ofProvider()
        .forEach(
            (policy, left) -> {
              policies.computeIfAbsent(call.shape(), first -> new TreeSet<>()).add(policy);
              told.put(provider(call.place(), policy, left, now), left);
            });
    return told;
  }

  private Room provider(String place, String policy, int left, Instant now) {
    return rooms.computeIfAbsent(
        place + "/" + policy, first -> new Room(Limits.compute(policy, left), true, now));
  }

  /** A 429 with a limit of the manager near nothing is the manager's, otherwise the provider's. */
  private void refused(Call call, Remaining remaining, HttpHeaders headers, Instant now) {
    boolean manager =
        remaining.ofManager().isEmpty()
            || remaining.ofManager().values().stream().anyMatch(n -> n < 2);
    List<Room> closing = new ArrayList<>();
    policies
        .getOrDefault(call.shape(), Set.of())
        .forEach(policy -> closing.add(provider(call.place(), policy, 0, now)));
    if (manager || closing.isEmpty()) {
      call.kinds().forEach(kind -> closing.add(known(call.place(), kind, now)));
    }
    closing.forEach(
        room -> room.refused(RetryAfter.of(headers).orElseGet(() -> backOff(room)), now));
  }

  private Duration backOff(Room room) {
    int doublings = Math.min(room.refusals(), MOST_DOUBLINGS);
    double seconds = FIRST_BACK_OFF.multipliedBy(1L << doublings).toSeconds();
    return Duration.ofMillis((long) (1000 * seconds * (1 + random.getAsDouble() / 2)));
  }

  private List<Room> rooms(Call call, Instant now) {
    List<Room> all = new ArrayList<>();
    call.kinds().forEach(kind -> all.add(known(call.place(), kind, now)));
    for (String policy : policies.getOrDefault(call.shape(), Set.of())) {
      Room room = rooms.get(call.place() + "/" + policy);
      if (room != null) {
        all.add(room);
      }
    }
    return all;
  }

  private Room known(String place, Call.Kind kind, Instant now) {
    return rooms.computeIfAbsent(
        place + " " + kind.name(), first -> new Room(kind.limit(), kind.told(), now));
  }

  private static Duration longest(List<Duration> waits) {
    return waits.stream().max(Duration::compareTo).orElse(Duration.ZERO);
  }

  private static CloudFailure noRoom(Call call, Duration wait) {
    return new CloudFailure(
        new Problem(
            call.code(),
            call.place(),
            "there will be no room for another call within " + wait.toSeconds() + " s"));
  }

  private <T> T alone(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
