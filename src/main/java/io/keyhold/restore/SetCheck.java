package io.keyhold.restore;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Code;
import io.keyhold.domain.EncryptionSets;
import io.keyhold.domain.Region;
import io.keyhold.domain.SetReading;
import java.util.List;

/**
 * The sets that the restored disks are to be under are in their region. Whether a set exists and
 * its key is healthy, the verdicts say.
 */
final class SetCheck implements Check {

  private final EncryptionSets sets;

  SetCheck(EncryptionSets sets) {
    this.sets = sets;
  }

  @Override
  public void look(String restore, Blueprint plan, Findings findings) {
    List<ArmId> needed =
        plan.disks().stream().flatMap(disk -> plan.set(disk).stream()).distinct().toList();
    needed.forEach(set -> look(set, plan.region(), findings));
  }

  private void look(ArmId set, String region, Findings findings) {
    switch (sets.read(set)) {
      case SetReading.Found found -> {
        if (!found.region().isEmpty() && !Region.same(found.region(), region)) {
          findings.forbid(
              Code.SET_ELSEWHERE,
              set.value(),
              "the set is in " + found.region() + ", the disks are in " + region);
        }
      }
      case SetReading.Absent absent -> {}
      case SetReading.NoAnswer unknown -> unread(set, unknown, findings);
    }
  }

  /** Who may not read a set may not put a disk under it: a linked check (exchanges/README.md). */
  private static void unread(ArmId set, SetReading.NoAnswer unknown, Findings findings) {
    if (unknown.cause().code() == Code.SET_UNREADABLE) {
      findings.forbid(
          Code.ACTION_MISSING, set.value(), "missing: Microsoft.Compute/diskEncryptionSets/read");
    } else {
      findings.notLookedAt(set.value(), "the set: " + unknown.cause().detail());
    }
  }
}
