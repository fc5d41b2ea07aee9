package io.keyhold.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.Event;
import io.keyhold.domain.History;
import io.keyhold.domain.KeyRules;
import io.keyhold.domain.Origin;
import io.keyhold.domain.Policy;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.contract.Samples;
import io.keyhold.policy.CronSlots;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When an open point is given up, on the nights on which the clocks are changed. */
class EndingsTest {

  private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

  private final Endings endings = new Endings(new CronSlots());

  /** Touched at its slot; given up two hours after that, or when the successor begins. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // An ordinary night.
        "30 2 * * *   | 2026-11-24T01:30:00Z | 2026-11-25T01:30:00Z",
        // The hour from 2 to 3 comes twice: the slot is its first pass, its second is none.
        "30 2 * * *   | 2026-10-25T00:30:00Z | 2026-10-26T01:30:00Z",
        "30 * * * *   | 2026-10-25T00:30:00Z | 2026-10-25T02:30:00Z",
        "30 */4 * * * | 2026-10-24T22:30:00Z | 2026-10-25T03:30:00Z",
        // The hour from 2 to 3 is left out: its slot is the instant of the shift.
        "30 2 * * *   | 2026-03-29T01:00:00Z | 2026-03-30T00:30:00Z",
        "30 2 * * *   | 2026-03-28T01:30:00Z | 2026-03-29T01:00:00Z",
        "30 * * * *   | 2026-03-29T00:30:00Z | 2026-03-29T02:30:00Z"
      })
  void aSlotIsGivenUpNeitherTooEarlyNorNever(String cron, Instant slot, Instant end) {
    RecoveryPoint open = open(cron, slot);
    assertThat(endings.cause(open, end.minusSeconds(1))).isEmpty();
    assertThat(endings.cause(open, end)).isPresent();
  }

  private static RecoveryPoint open(String cron, Instant slot) {
    Policy policy =
        new Policy(
            "daily",
            List.of(Samples.SUBSCRIPTION),
            new Policy.Schedule(cron, AMSTERDAM),
            new Policy.SnapshotTarget("keyhold-snapshots", Policy.NetworkAccess.DENY_ALL),
            Optional.empty(),
            new Policy.Keep(30, 3),
            KeyRules.defaults(Set.of()));
    Origin origin =
        new Origin(Samples.id("virtualMachines", "vm"), "vm-id", policy, slot, Optional.empty());
    Event first =
        Samples.next(
            History.none(origin.point()),
            Optional.of(origin),
            Samples.gated(
                Samples.secret("kv-prod", "bek", 1), Samples.key("kv-prod", "kek", 1), slot),
            slot);
    return RecoveryPoint.fold(origin.point(), List.of(first)).orElseThrow();
  }
}
