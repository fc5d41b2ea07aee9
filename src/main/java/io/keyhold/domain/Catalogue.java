package io.keyhold.domain;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The recovery points, as sequences of write-once events. Implementations may be called by several
 * threads and several processes at once; the number of an event is the only lock. Every method
 * throws {@link CloudFailure} when the store cannot be asked.
 */
public interface Catalogue {

  /**
   * All events of a point, in order; {@link History#none} if there are none.
   *
   * @throws BrokenChainException when a number is missing, an event cannot be read, or one does not
   *     name the SHA-256 of its predecessor; it has the events before the break
   */
  History read(PointId id);

  /**
   * Writes {@code event} as the next one of {@code after}, once and for ever. Its markers are
   * written before it.
   *
   * @return the history with the event when it was written, or when the very same event was already
   *     there; empty when another event has its number, so that the caller must read and decide
   *     again
   */
  Optional<History> append(History after, Event event);

  /**
   * Writes the break-glass kit that belongs to the event of this number, before that event. A kit
   * is no part of the fold. It is written once: where there is one of this number it stays, whoever
   * wrote it.
   *
   * @param text Markdown, without key material
   */
  void writeKit(PointId id, int number, String text);

  /** The names of the point's kits in the store, oldest first; the last one says most. */
  List<String> kits(PointId id);

  /** The points of one slot, of every machine, in no particular order. */
  List<PointId> ofSlot(Instant slot);

  /** The points that some event of this machine marked, oldest first; hints, the fold decides. */
  List<PointId> ofMachine(String vmId);

  /** The points of this machine that were marked with this state, oldest first; hints. */
  List<PointId> ofMachine(String vmId, PointState state);

  /**
   * The points of this machine that were marked with a state in which they can be restored, oldest
   * first; hints. Retention clears the marker of a state that a point has left.
   */
  default List<PointId> restorable(String vmId) {
    return Arrays.stream(PointState.values())
        .filter(PointState::canBeRestored)
        .flatMap(state -> ofMachine(vmId, state).stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** The points of every machine that were marked with this state, oldest first; hints. */
  List<PointId> withState(PointState state);

  /**
   * One page of the points that were marked with this state, in no particular order; hints. A page
   * may be short, or empty, and not be the last.
   */
  Page withState(PointState state, Optional<String> continuation);

  /**
   * Removes the marker that says that the point had this state; no error when there is none. Only
   * retention does so, and only for a state to which the point cannot come back.
   */
  void unmark(RecoveryPoint point, PointState state);

  /**
   * One page of what retention has to look at by now, earliest first; hints, the fold decides. A
   * page may be short, or empty, and not be the last.
   *
   * @param until nothing that is due later is listed
   * @param continuation what the page before ended with
   */
  DuePage due(Due.What what, Instant until, Optional<String> continuation);

  /** Removes the marker of what has been done; no error when there is none. Only retention does. */
  void settle(Due due);

  /**
   * Writes the markers of a point that are missing: of its machine, of its keys, of the states that
   * it had and of what it is due for. None is removed.
   *
   * @param history all events of the point, or those before a break
   * @param but states that need no marker any more
   * @return how many were missing
   */
  int mark(History history, Set<PointState> but);

  /** The points that some look of the gate marked with this key object, oldest first; hints. */
  List<PointId> ofKey(KeyRef key);

  /** The vmIds under which points of the machine with this ARM id were recorded. */
  List<String> vmIds(ArmId machine);

  /**
   * One page of all points, oldest first.
   *
   * @param continuation what the page before ended with
   * @param size at most so many, 1 to 1,000
   */
  Page all(Optional<String> continuation, int size);

  /** A page of what is due, and what to ask the next one with. */
  record DuePage(List<Due> due, Optional<String> continuation) {
    public DuePage {
      due = List.copyOf(due);
    }
  }

  /** A page of ids, and what to ask the next one with. */
  record Page(List<PointId> points, Optional<String> continuation) {
    public Page {
      points = List.copyOf(points);
    }
  }
}
