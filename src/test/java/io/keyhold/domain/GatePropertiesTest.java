package io.keyhold.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GatePropertiesTest {

  @Property(tries = 300)
  void theStrictestActionWins(
      @ForAll("verdicts") List<Verdict> verdicts,
      @ForAll("rules") KeyRules rules,
      @ForAll boolean graceOver) {
    Action strictest =
        verdicts.stream()
            .map(verdict -> Gate.action(verdict.finding(), rules, graceOver))
            .max(Action::compareTo)
            .orElse(Action.PROCEED);

    assertThat(Gate.decide(verdicts, rules, graceOver).action()).isEqualTo(strictest);
  }

  @Property(tries = 300)
  void itProceedsOnlyIfEveryKeyProceeds(
      @ForAll("verdicts") List<Verdict> verdicts,
      @ForAll("rules") KeyRules rules,
      @ForAll boolean graceOver) {
    boolean every =
        verdicts.stream()
            .allMatch(
                verdict -> Gate.action(verdict.finding(), rules, graceOver) == Action.PROCEED);

    assertThat(Gate.decide(verdicts, rules, graceOver).positive()).isEqualTo(every);
  }

  @Property(tries = 300)
  void theOrderOfTheVerdictsDoesNotMatter(
      @ForAll("verdicts") List<Verdict> verdicts,
      @ForAll("rules") KeyRules rules,
      @ForAll boolean graceOver,
      @ForAll long seed) {
    List<Verdict> shuffled = new ArrayList<>(verdicts);
    Collections.shuffle(shuffled, new Random(seed));
    Decision first = Gate.decide(verdicts, rules, graceOver);
    Decision second = Gate.decide(shuffled, rules, graceOver);

    assertThat(second.action()).isEqualTo(first.action());
    assertThat(second.causes()).containsExactlyInAnyOrderElementsOf(first.causes());
  }

  @Property(tries = 300)
  void anotherVerdictNeverMakesItLessStrict(
      @ForAll("verdicts") List<Verdict> verdicts,
      @ForAll("verdict") Verdict another,
      @ForAll("rules") KeyRules rules,
      @ForAll boolean graceOver) {
    List<Verdict> more = new ArrayList<>(verdicts);
    more.add(another);

    assertThat(Gate.decide(more, rules, graceOver).action())
        .isGreaterThanOrEqualTo(Gate.decide(verdicts, rules, graceOver).action());
  }

  @Property(tries = 300)
  void whatIsNotToProceedHasACauseAndNothingElseHas(
      @ForAll("verdicts") List<Verdict> verdicts,
      @ForAll("rules") KeyRules rules,
      @ForAll boolean graceOver) {
    Decision decision = Gate.decide(verdicts, rules, graceOver);

    assertThat(decision.causes().isEmpty()).isEqualTo(decision.positive());
  }

  @Property(tries = 300)
  void whenTheGraceIsOverNothingWaits(
      @ForAll("verdicts") List<Verdict> verdicts, @ForAll("rules") KeyRules rules) {
    assertThat(Gate.decide(verdicts, rules, true).action()).isNotEqualTo(Action.WAIT);
  }

  @Provide
  Arbitrary<Verdict> verdict() {
    return Generated.verdicts();
  }

  @Provide
  Arbitrary<List<Verdict>> verdicts() {
    return Generated.verdicts().list().ofMaxSize(5);
  }

  @Provide
  Arbitrary<KeyRules> rules() {
    return Generated.keyRules();
  }
}
