package io.keyhold.fake;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Disks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Disks in memory. A disk is ready after it was looked at as often as {@link #slow} says. */
public final class FakeDisks implements Disks {

  private final Script script = new Script();
  private final Map<ArmId, Status> disks = new LinkedHashMap<>();
  private final Map<ArmId, Integer> looksLeft = new LinkedHashMap<>();
  private final List<Wanted> created = new ArrayList<>();
  private int slow;

  public Script script() {
    return script;
  }

  /** From now on a new disk shows {@code looks} times that it is being created. */
  public synchronized void slow(int looks) {
    slow = looks;
  }

  /** A disk as it shall stand. */
  public synchronized void put(ArmId id, Status status) {
    disks.put(id, status);
  }

  public synchronized List<ArmId> all() {
    return List.copyOf(disks.keySet());
  }

  /** What was asked for, in order. */
  public synchronized List<Wanted> created() {
    return List.copyOf(created);
  }

  @Override
  public synchronized Optional<Status> status(ArmId id) {
    script.call("status", id);
    Optional<Status> status = Optional.ofNullable(disks.get(id));
    int left = looksLeft.getOrDefault(id, 0);
    if (left > 0) {
      looksLeft.put(id, left - 1);
      return status.map(is -> new Status(Progress.CREATING, is.tags()));
    }
    return status;
  }

  @Override
  public synchronized void create(Wanted wanted) {
    script.call("create", wanted.disk());
    created.add(wanted);
    looksLeft.put(wanted.disk(), slow);
    disks.put(wanted.disk(), new Status(Progress.READY, wanted.tags()));
  }

  @Override
  public synchronized void delete(ArmId id) {
    script.call("delete", id);
    disks.remove(id);
    looksLeft.remove(id);
  }
}
