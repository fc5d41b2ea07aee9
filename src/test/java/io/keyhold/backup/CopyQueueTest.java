package io.keyhold.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.PointId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever waits, runs and ends: the rules of Azure hold, and everything gets its turn. */
class CopyQueueTest {

  private static final Instant START = Instant.parse("2026-11-24T02:00:00Z");

  /** A life of many ticks: what runs ends after a while, what must wait waits a while. */
  private static final class Life {
    private final Random random;
    private final List<CopyWish> waiting = new ArrayList<>();
    private final Map<CopyWish, Integer> running = new HashMap<>();
    private final Map<PointId, Integer> negative = new HashMap<>();
    private final Map<String, Instant> lastCopied = new HashMap<>();
    private final Set<PointId> begun = new HashSet<>();

    Life(long seed) {
      random = new Random(seed);
    }

    void wish(int machine, int slot, int disks) {
      PointId point = PointId.scheduled("vm-" + machine, "daily", START.plusSeconds(slot * 3_600L));
      Set<String> its = new HashSet<>();
      IntStream.range(0, disks).forEach(disk -> its.add(machine + "/" + disk));
      CopyWish.Lane lane = new CopyWish.Lane("sub-" + machine % 2, "northeurope");
      waiting.add(new CopyWish(point, START.plusSeconds(slot * 3_600L + machine), its, lane));
      if (random.nextInt(5) == 0) {
        negative.put(point, random.nextInt(4));
      }
    }

    void tick() {
      CopyQueue queue = new CopyQueue();
      running.entrySet().removeIf(entry -> entry.getValue() <= 0);
      running.replaceAll((wish, left) -> left - 1);
      running.keySet().forEach(queue::runs);
      waiting.sort(null);
      for (CopyWish wish : List.copyOf(waiting)) {
        if (queue.turn(wish) == CopyQueue.Turn.START) {
          begin(wish, queue);
        }
      }
      check();
    }

    private void begin(CopyWish wish, CopyQueue queue) {
      int ticks = negative.getOrDefault(wish.point(), 0);
      if (ticks > 0) {
        negative.put(wish.point(), ticks - 1);
        queue.waits(wish);
        return;
      }
      waiting.remove(wish);
      if (random.nextInt(6) == 0) {
        return; // passed over
      }
      for (CopyWish other : running.keySet()) {
        assertThat(other.disks()).doesNotContainAnyElementsOf(wish.disks());
      }
      for (String disk : wish.disks()) {
        Instant before = lastCopied.put(disk, wish.made());
        assertThat(before == null || before.isBefore(wish.made())).as("in order").isTrue();
      }
      assertThat(begun.add(wish.point())).isTrue();
      queue.runs(wish);
      running.put(wish, random.nextInt(5));
    }

    private void check() {
      Map<CopyWish.Lane, Integer> lanes = new HashMap<>();
      running.keySet().forEach(wish -> lanes.merge(wish.lane(), wish.copies(), Integer::sum));
      assertThat(lanes.values()).allMatch(copies -> copies <= CopyQueue.AT_ONCE);
    }
  }

  @Property(tries = 200)
  void noDiskIsCopiedTwiceAtOnceNoneOutOfOrderAndNeverMoreThanAHundred(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 60) int machines,
      @ForAll @IntRange(min = 1, max = 4) int slots) {
    Life life = new Life(seed);
    for (int slot = 0; slot < slots; slot++) {
      for (int machine = 0; machine < machines; machine++) {
        life.wish(machine, slot, 1 + life.random.nextInt(machine % 7 == 0 ? 65 : 8));
      }
    }
    int ticks = 0;
    while (!life.waiting.isEmpty()) {
      life.tick();
      assertThat(++ticks).as("everything gets its turn").isLessThan(5_000);
    }
  }

  @Property(tries = 50)
  void aPointWithManyDisksIsNotPassedByForEverByThoseWithFew(@ForAll long seed) {
    Life life = new Life(seed);
    for (int machine = 0; machine < 200; machine += 2) {
      life.wish(machine, 1, 1);
    }
    life.wish(1_000, 0, 65);
    life.tick();
    for (int machine = 2_000; machine < 2_400; machine += 2) {
      life.wish(machine, 2, 1);
    }
    for (int tick = 0; tick < 20; tick++) {
      life.tick();
    }
    assertThat(life.waiting).noneMatch(wish -> wish.disks().size() == 65);
  }
}
