package io.keyhold.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.PointState;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.local.http.Fault.Moment;
import io.keyhold.local.http.RequestLog.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * The packaged handler is killed at every external call of a backup, catalogue writes included.
 * Killed as call n + 1 arrives is killed after call n had its effect and its answer was read; so
 * the calls that change something are also killed between the two, with the answer lost, every
 * third.
 */
class KillCampaignTest {

  private static final Set<String> CHANGING = Set.of("PUT", "POST", "PATCH", "DELETE");

  private record Kill(int call, Moment moment) {}

  @Test
  void aHandlerThatIsKilledAtAnyCallLeavesOneFinalRecordAndNoOrphan() {
    try (KillLane first = new KillLane();
        KillLane second = new KillLane()) {
      List<Entry> calls = first.recorded();
      assertThat(second.recorded()).hasSameSizeAs(calls);
      List<Kill> kills = kills(calls);
      CompletableFuture<Void> other = CompletableFuture.runAsync(() -> run(second, kills, 1));
      run(first, kills, 0);
      other.join();

      List<RecoveryPoint> points = new ArrayList<>(first.points());
      points.addAll(second.points());
      List<String> wrongs = new ArrayList<>(first.wrongs());
      wrongs.addAll(second.wrongs());
      System.out.printf(
          "kill campaign: killed at %d calls (%d of them also after their effect), violations %d%n",
          calls.size(), kills.size() - calls.size(), wrongs.size());
      assertThat(wrongs).isEmpty();
      assertThat(points).extracting(RecoveryPoint::state).containsOnly(PointState.COMPLETE);
    }
  }

  private static List<Kill> kills(List<Entry> calls) {
    List<Kill> kills = new ArrayList<>();
    int changing = 0;
    for (int call = 1; call <= calls.size(); call++) {
      kills.add(new Kill(call, Moment.BEFORE));
      if (CHANGING.contains(calls.get(call - 1).method()) && ++changing % 3 == 0) {
        kills.add(new Kill(call, Moment.AFTER));
      }
    }
    return kills;
  }

  private static void run(KillLane lane, List<Kill> kills, int offset) {
    for (int index = offset; index < kills.size(); index += 2) {
      lane.killAt(kills.get(index).call(), kills.get(index).moment());
    }
  }
}
