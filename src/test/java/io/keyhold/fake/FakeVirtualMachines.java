package io.keyhold.fake;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Made;
import io.keyhold.domain.Progress;
import io.keyhold.domain.VirtualMachines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Machines in memory. One is made, and later stopped, after it was looked at as often as {@link
 * #slow} says; it runs once it is made.
 */
public final class FakeVirtualMachines implements VirtualMachines {

  private final Script script = new Script();
  private final Map<ArmId, Status> machines = new LinkedHashMap<>();
  private final Map<ArmId, Integer> looksLeft = new LinkedHashMap<>();
  private final Map<ArmId, Wanted> made = new LinkedHashMap<>();
  private final List<Wanted> created = new ArrayList<>();
  private Optional<String> failing = Optional.empty();
  private int slow;

  public Script script() {
    return script;
  }

  /** From now on everything shows {@code looks} times that it goes on. */
  public synchronized void slow(int looks) {
    slow = looks;
  }

  /** From now on Azure cannot make machines, for this reason. */
  public synchronized void failing(String why) {
    failing = Optional.of(why);
  }

  /** A machine as it shall stand. */
  public synchronized void put(ArmId id, Status status) {
    machines.put(id, status);
  }

  public synchronized List<ArmId> all() {
    return List.copyOf(machines.keySet());
  }

  /** What was asked for, in order. */
  public synchronized List<Wanted> created() {
    return List.copyOf(created);
  }

  /** True for disks and interfaces of a machine that exists. */
  public synchronized boolean has(ArmId part) {
    return made.values().stream()
        .anyMatch(
            wanted ->
                wanted.nic().equals(part)
                    || wanted.disks().stream().anyMatch(disk -> disk.disk().equals(part)));
  }

  @Override
  public synchronized Optional<Status> status(ArmId id) {
    script.call("status", id);
    Optional<Status> status = Optional.ofNullable(machines.get(id));
    int left = looksLeft.getOrDefault(id, 0);
    if (left > 0) {
      looksLeft.put(id, left - 1);
      return status.map(
          is -> new Status(new Made(Progress.CREATING, is.made().tags()), false, Optional.empty()));
    }
    return status;
  }

  @Override
  public synchronized void create(Wanted wanted) {
    script.call("create", wanted.machine());
    created.add(wanted);
    if (machines.containsKey(wanted.machine())) {
      return;
    }
    looksLeft.put(wanted.machine(), slow);
    Progress progress = failing.isPresent() ? Progress.FAILED : Progress.READY;
    machines.put(wanted.machine(), new Status(new Made(progress, wanted.tags()), false, failing));
    made.put(wanted.machine(), wanted);
  }

  @Override
  public synchronized void deallocate(ArmId id) {
    script.call("deallocate", id);
    looksLeft.put(id, slow);
    machines.computeIfPresent(
        id, (known, status) -> new Status(status.made(), true, status.trouble()));
  }

  @Override
  public synchronized void delete(ArmId id) {
    script.call("delete", id);
    machines.remove(id);
    looksLeft.remove(id);
    made.remove(id);
  }
}
