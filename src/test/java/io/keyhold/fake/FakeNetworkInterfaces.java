package io.keyhold.fake;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Made;
import io.keyhold.domain.NetworkInterfaces;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Network interfaces in memory, ready at once; one that a machine has cannot be deleted. */
public final class FakeNetworkInterfaces implements NetworkInterfaces {

  private final Script script = new Script();
  private final Map<ArmId, Made> nics = new LinkedHashMap<>();
  private final List<Wanted> created = new ArrayList<>();
  private Predicate<ArmId> inUse = id -> false;

  public Script script() {
    return script;
  }

  /** What machines have. */
  public synchronized void inUse(Predicate<ArmId> users) {
    inUse = users;
  }

  /** An interface as it shall stand. */
  public synchronized void put(ArmId id, Made made) {
    nics.put(id, made);
  }

  public synchronized List<ArmId> all() {
    return List.copyOf(nics.keySet());
  }

  /** What was asked for, in order. */
  public synchronized List<Wanted> created() {
    return List.copyOf(created);
  }

  @Override
  public synchronized Optional<Made> status(ArmId id) {
    script.call("status", id);
    return Optional.ofNullable(nics.get(id));
  }

  @Override
  public synchronized void create(Wanted wanted) {
    script.call("create", wanted.nic());
    created.add(wanted);
    nics.put(wanted.nic(), new Made(Progress.READY, wanted.tags()));
  }

  @Override
  public synchronized void delete(ArmId id) {
    script.call("delete", id);
    if (inUse.test(id)) {
      throw new CloudFailure(
          new Problem(Code.CLOUD_REFUSED, id.value(), "NicInUse: a machine has it"));
    }
    nics.remove(id);
  }
}
