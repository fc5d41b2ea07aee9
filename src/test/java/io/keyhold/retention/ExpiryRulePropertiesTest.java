package io.keyhold.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.PointId;
import io.keyhold.domain.Policy;
import io.keyhold.domain.PolicyBook;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.fake.FakeWorld;
import io.keyhold.retention.Aged.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Rule 8, over any slots of one machine under two policies, of which one may have changed. */
class ExpiryRulePropertiesTest {

  private static final int MOST_DAYS = 60;

  record Slot(int daysAgo, boolean weekly, int days, int atLeast, Ending ending) {}

  record Today(int dailyDays, int dailyAtLeast) {
    PolicyBook book() {
      return new PolicyBook(List.of(Aged.policy("daily", dailyDays, dailyAtLeast)));
    }
  }

  @Provide
  Arbitrary<List<Slot>> slots() {
    return Combinators.combine(
            Arbitraries.integers().between(0, MOST_DAYS),
            Arbitraries.of(true, false),
            Arbitraries.integers().between(1, 40),
            Arbitraries.integers().between(1, 5),
            Arbitraries.of(Ending.values()))
        .as(Slot::new)
        .list()
        .ofMaxSize(14)
        .uniqueElements(slot -> slot.daysAgo() + "/" + slot.weekly());
  }

  @Provide
  Arbitrary<Today> todays() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 40), Arbitraries.integers().between(1, 5))
        .as(Today::new);
  }

  @Property(tries = 300)
  void atLeastSoManyOfTheNewestGoodPointsStay(
      @ForAll("slots") List<Slot> slots, @ForAll("todays") Today today) {
    Machine machine = new Machine(slots);
    ExpiryRule rule = new ExpiryRule(today.book());
    Set<PointId> gone = machine.gone(rule, machine.now);
    List<RecoveryPoint> good = machine.good();
    for (int rank = 1; rank <= good.size(); rank++) {
      RecoveryPoint point = good.get(rank - 1);
      int itsAtLeast = rule.keep(point).atLeast();
      if (rank <= itsAtLeast || rank <= rule.keep(good.getFirst()).atLeast()) {
        assertThat(gone).as("rank %d of %s", rank, slots).doesNotContain(point.id());
      }
    }
    if (!good.isEmpty()) {
      assertThat(gone).doesNotContain(good.getFirst().id());
    }
  }

  @Property(tries = 300)
  void theLastProvablePointStays(@ForAll("slots") List<Slot> slots, @ForAll("todays") Today today) {
    Machine machine = new Machine(slots);
    Set<PointId> gone = machine.gone(new ExpiryRule(today.book()), machine.now);
    machine.good().stream()
        .filter(ExpiryRule::isProvable)
        .findFirst()
        .ifPresent(last -> assertThat(gone).doesNotContain(last.id()));
  }

  @Property(tries = 300)
  void whatIsYoungerThanItsOwnDaysStaysAndWhatGoesHasNewerGoodPoints(
      @ForAll("slots") List<Slot> slots, @ForAll("todays") Today today) {
    Machine machine = new Machine(slots);
    Set<PointId> gone = machine.gone(new ExpiryRule(today.book()), machine.now);
    List<RecoveryPoint> good = machine.good();
    for (int index = 0; index < good.size(); index++) {
      RecoveryPoint point = good.get(index);
      Policy.Keep own = point.origin().policy().keep();
      if (gone.contains(point.id())) {
        assertThat(machine.now).isAfterOrEqualTo(own.end(point.origin().slot()));
        assertThat(index).isGreaterThanOrEqualTo(own.atLeast());
      }
    }
  }

  @Property(tries = 300)
  void slotsThatCameToNothingChangeNothing(
      @ForAll("slots") List<Slot> slots, @ForAll("todays") Today today) {
    ExpiryRule rule = new ExpiryRule(today.book());
    List<Slot> onlyGood =
        slots.stream().filter(slot -> slot.ending().ordinal() < Ending.REFUSED.ordinal()).toList();
    Machine all = new Machine(slots);
    Machine good = new Machine(onlyGood);
    assertThat(all.gone(rule, all.now)).isEqualTo(good.gone(rule, good.now));
  }

  @Property(tries = 300)
  void timeOnlyLetsMorePointsGo(
      @ForAll("slots") List<Slot> slots,
      @ForAll("todays") Today today,
      @ForAll @IntRange(min = 0, max = 90) int days) {
    Machine machine = new Machine(slots);
    ExpiryRule rule = new ExpiryRule(today.book());
    assertThat(machine.gone(rule, machine.now.plus(Duration.ofDays(days))))
        .containsAll(machine.gone(rule, machine.now));
  }

  @Property(tries = 300)
  void aLongerKeepOfTodayOnlyKeepsMoreAndAShorterOneChangesNothing(
      @ForAll("slots") List<Slot> slots, @ForAll("todays") Today today) {
    Machine machine = new Machine(slots);
    Set<PointId> ownRules = machine.gone(new ExpiryRule(new PolicyBook(List.of())), machine.now);
    assertThat(ownRules).containsAll(machine.gone(new ExpiryRule(today.book()), machine.now));
    ExpiryRule shortest = new ExpiryRule(new Today(1, 1).book());
    assertThat(machine.gone(shortest, machine.now)).isEqualTo(ownRules);
    ExpiryRule longest = new ExpiryRule(new Today(MOST_DAYS + 2, 1).book());
    assertThat(machine.gone(longest, machine.now))
        .noneMatch(id -> machine.point(id).origin().policy().name().equals("daily"));
  }

  /** What goes, goes the same whether it goes at once or one by one, in any order. */
  @Property(tries = 200)
  void whatGoesDoesNotDependOnTheOrder(
      @ForAll("slots") List<Slot> slots, @ForAll("todays") Today today) {
    ExpiryRule rule = new ExpiryRule(today.book());
    Machine machine = new Machine(slots);
    Set<PointId> atOnce = machine.gone(rule, machine.now);
    Set<PointId> oneByOne = new HashSet<>();
    boolean more = true;
    while (more) {
      more = false;
      for (RecoveryPoint point : machine.good().reversed()) {
        if (!oneByOne.contains(point.id())
            && machine.without(oneByOne).toGo(rule, point, machine.now)) {
          oneByOne.add(point.id());
          more = true;
        }
      }
    }
    assertThat(oneByOne).isEqualTo(atOnce);
  }

  /** The points of one machine, and the rule applied to each as if nothing had gone yet. */
  private static final class Machine {
    private final List<RecoveryPoint> points;
    final Instant now;

    Machine(List<Slot> slots) {
      FakeWorld world = new FakeWorld();
      Aged aged = new Aged(world);
      this.points = new ArrayList<>();
      this.now = world.clock.instant();
      for (Slot slot : slots) {
        String name = slot.weekly() ? "weekly" : "daily";
        PointId id =
            aged.point(
                "a", Aged.policy(name, slot.days(), slot.atLeast()), slot.daysAgo(), slot.ending());
        points.add(world.catalogue.read(id).point().orElseThrow());
      }
      points.sort(Comparator.comparing(RecoveryPoint::id).reversed());
    }

    private Machine(List<RecoveryPoint> points, Instant now) {
      this.points = points;
      this.now = now;
    }

    Machine without(Set<PointId> gone) {
      return new Machine(points.stream().filter(one -> !gone.contains(one.id())).toList(), now);
    }

    RecoveryPoint point(PointId id) {
      return points.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }

    /** Newest first. */
    List<RecoveryPoint> good() {
      return points.stream().filter(one -> ExpiryRule.isGood(one.state())).toList();
    }

    Set<PointId> gone(ExpiryRule rule, Instant at) {
      Set<PointId> gone = new HashSet<>();
      good().stream().filter(one -> toGo(rule, one, at)).forEach(one -> gone.add(one.id()));
      return gone;
    }

    boolean toGo(ExpiryRule rule, RecoveryPoint point, Instant at) {
      List<RecoveryPoint> newer =
          good().stream().filter(one -> one.id().compareTo(point.id()) > 0).toList();
      return rule.protection(point, newer.iterator(), at).isEmpty();
    }
  }
}
