package io.keyhold.fake;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Machine;
import io.keyhold.domain.MachineSummary;
import io.keyhold.domain.Machines;
import io.keyhold.domain.Problem;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Machines in memory. */
public final class FakeMachines implements Machines {

  private final Script script = new Script();
  private final Map<ArmId, Machine> machines = new LinkedHashMap<>();
  private final Set<ArmId> goneDisks = new HashSet<>();

  public Script script() {
    return script;
  }

  /** Adds the machine, or replaces the one of its id. */
  public synchronized FakeMachines put(Machine machine) {
    machines.put(machine.id(), machine);
    return this;
  }

  public synchronized void remove(ArmId id) {
    machines.remove(id);
  }

  /** The machine goes on naming this disk, which exists no more. */
  public synchronized void loseDisk(ArmId disk) {
    goneDisks.add(disk);
  }

  @Override
  public synchronized List<MachineSummary> in(String subscription) {
    script.call("in", subscription);
    return machines.values().stream()
        .map(Machine::summary)
        .filter(machine -> machine.id().subscription().equalsIgnoreCase(subscription))
        .toList();
  }

  @Override
  public synchronized Optional<MachineSummary> find(ArmId id) {
    script.call("find", id);
    return Optional.ofNullable(machines.get(id)).map(Machine::summary);
  }

  @Override
  public synchronized Optional<Machine> read(ArmId id) {
    script.call("read", id);
    Optional<Machine> machine = Optional.ofNullable(machines.get(id));
    machine.ifPresent(this::checkDisks);
    return machine;
  }

  private void checkDisks(Machine machine) {
    machine.disks().stream()
        .filter(disk -> goneDisks.contains(disk.id()))
        .findFirst()
        .ifPresent(
            disk -> {
              throw new CloudFailure(
                  new Problem(Code.DISK_GONE, disk.id().value(), "the disk does not exist"));
            });
  }
}
