package io.keyhold.fake;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.EncryptionSets;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.SetReading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Disk encryption sets in memory; what was not put is absent. */
public final class FakeEncryptionSets implements EncryptionSets {

  private final Map<ArmId, SetReading> sets = new HashMap<>();
  private final List<ArmId> reads = new ArrayList<>();

  public synchronized FakeEncryptionSets put(ArmId set, SetReading reading) {
    sets.put(set, reading);
    return this;
  }

  /** A healthy set with this key. */
  public FakeEncryptionSets healthy(ArmId set, KeyRef activeKey) {
    return put(
        set, new SetReading.Found(true, Optional.of(activeKey), List.of(), Optional.empty()));
  }

  /** A healthy set with this key, in this region. */
  public FakeEncryptionSets healthyIn(String region, ArmId set, KeyRef activeKey) {
    return put(
        set,
        new SetReading.Found(
            true, Optional.of(activeKey), List.of(), Optional.empty(), region, false));
  }

  /** The sets that were asked for, in order. */
  public synchronized List<ArmId> reads() {
    return List.copyOf(reads);
  }

  @Override
  public synchronized SetReading read(ArmId set) {
    reads.add(set);
    return sets.getOrDefault(set, new SetReading.Absent());
  }
}
