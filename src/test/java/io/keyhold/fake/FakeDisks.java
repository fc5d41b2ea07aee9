package io.keyhold.fake;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Disks;
import io.keyhold.domain.Made;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Disks in memory. A disk is ready after it was looked at as often as {@link #slow} says. */
public final class FakeDisks implements Disks {

  private final Script script = new Script();
  private final Map<ArmId, Made> disks = new LinkedHashMap<>();
  private final Map<ArmId, Integer> looksLeft = new LinkedHashMap<>();
  private final List<Wanted> created = new ArrayList<>();
  private Predicate<ArmId> inUse = id -> false;
  private int slow;

  public Script script() {
    return script;
  }

  /** From now on a new disk shows {@code looks} times that it is being created. */
  public synchronized void slow(int looks) {
    slow = looks;
  }

  /** What machines have, and what therefore cannot be deleted. */
  public synchronized void inUse(Predicate<ArmId> users) {
    inUse = users;
  }

  /** A disk as it shall stand. */
  public synchronized void put(ArmId id, Made status) {
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
  public synchronized Optional<Made> status(ArmId id) {
    script.call("status", id);
    Optional<Made> status = Optional.ofNullable(disks.get(id));
    int left = looksLeft.getOrDefault(id, 0);
    if (left > 0) {
      looksLeft.put(id, left - 1);
      return status.map(is -> new Made(Progress.CREATING, is.tags()));
    }
    return status;
  }

  @Override
  public synchronized void create(Wanted wanted) {
    script.call("create", wanted.disk());
    created.add(wanted);
    looksLeft.put(wanted.disk(), slow);
    disks.put(wanted.disk(), new Made(Progress.READY, wanted.tags()));
  }

  @Override
  public synchronized void delete(ArmId id) {
    script.call("delete", id);
    if (inUse.test(id)) {
      throw new CloudFailure(
          new Problem(Code.CLOUD_REFUSED, id.value(), "OperationNotAllowed: a machine has it"));
    }
    disks.remove(id);
    looksLeft.remove(id);
  }
}
