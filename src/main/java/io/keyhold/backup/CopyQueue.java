package io.keyhold.backup;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whose turn it is (azure-facts.md §2.2): one copy of a disk at a time, in the order in which its
 * snapshots were made, and at most 100 at once per subscription and region. Asked in the order of
 * {@link CopyWish}: who has to wait lets nobody with one of its disks go first, and who finds no
 * room lets nobody of its lane go first, so that a machine with many disks gets its turn too. Other
 * machines are not held up.
 */
final class CopyQueue {

  static final int AT_ONCE = 100;

  /** Whether a point's copies may start now. */
  enum Turn {
    START,
    DISK_BUSY,
    NO_ROOM
  }

  private final Map<CopyWish.Lane, Integer> running = new HashMap<>();
  private final Set<String> busy = new HashSet<>();
  private final Set<CopyWish.Lane> full = new HashSet<>();

  /** Copies that are recorded as running. */
  void runs(CopyWish wish) {
    runs(wish.lane(), wish.disks());
  }

  /** Copies that run, whatever is recorded. */
  void runs(CopyWish.Lane lane, Set<String> disks) {
    running.merge(lane, disks.size(), Integer::sum);
    busy.addAll(disks);
  }

  /** Lets the copies of this one start or not; where not, it is in the way of those behind it. */
  Turn turn(CopyWish wish) {
    if (wish.disks().stream().anyMatch(busy::contains)) {
      waits(wish);
      return Turn.DISK_BUSY;
    }
    if (!hasRoom(wish)) {
      full.add(wish.lane());
      waits(wish);
      return Turn.NO_ROOM;
    }
    return Turn.START;
  }

  boolean hasRoom(CopyWish wish) {
    int now = running.getOrDefault(wish.lane(), 0);
    return !full.contains(wish.lane()) && now + wish.copies() <= AT_ONCE;
  }

  /** It stays before those with one of its disks, without taking any room. */
  void waits(CopyWish wish) {
    busy.addAll(wish.disks());
  }
}
