package io.keyhold.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.Generated;
import io.keyhold.domain.KeyRules;
import io.keyhold.domain.Policy;
import io.keyhold.json.Json;
import io.keyhold.json.PolicyJson;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PolicyReaderTest {

  private static final String SUBSCRIPTION = "11111111-1111-1111-1111-111111111111";

  @Test
  void everyMemberIsRead() {
    assertThat(Documents.book(Documents.text("full")).policies())
        .containsExactly(
            new Policy(
                "daily",
                List.of(SUBSCRIPTION),
                new Policy.Schedule("0 2 * * *", ZoneId.of("Europe/Amsterdam")),
                new Policy.SnapshotTarget("keyhold-snapshots", Policy.NetworkAccess.DENY_ALL),
                Optional.of(
                    new Policy.CopyTarget(
                        "northeurope",
                        "keyhold-copies",
                        Optional.of(
                            ArmId.compute(SUBSCRIPTION, "keys", "diskEncryptionSets", "des-north")),
                        true)),
                new Policy.Keep(30, 5),
                new KeyRules(
                    Set.of("kv-prod", "kv-app"),
                    KeyRules.Check.UNWRAP,
                    KeyRules.Stop.HOLD,
                    KeyRules.Stop.HOLD,
                    Duration.ofMinutes(60),
                    KeyRules.Tolerance.REFUSE,
                    KeyRules.Tolerance.REFUSE)));
  }

  @Test
  void whatIsLeftOutHasTheDefaultsOfTheDesign() {
    assertThat(Documents.book(Documents.text("least")).policies())
        .containsExactly(
            new Policy(
                "weekly",
                List.of(SUBSCRIPTION),
                new Policy.Schedule("30 4 * * SUN", ZoneId.of("UTC")),
                new Policy.SnapshotTarget("keyhold-snapshots", Policy.NetworkAccess.DENY_ALL),
                Optional.empty(),
                new Policy.Keep(365, 3),
                KeyRules.defaults(Set.of())));
  }

  @Test
  void anEmptyKeysSectionHasTheDefaults() {
    ObjectNode document = Documents.tree("least");
    ((ObjectNode) document.at("/policies/0")).putObject("keys");

    assertThat(Documents.book(document.toString()).policies().get(0).keys())
        .isEqualTo(KeyRules.defaults(Set.of()));
  }

  @Test
  void fiveMistakesAreListedAtOnce() {
    assertThat(Documents.mistakes(Documents.text("five-mistakes")))
        .containsExactly(
            "policies[0].subscriptions[0]: must be the id of a subscription (a GUID), "
                + "not \"my subscription\"",
            "policies[0].schedule.cron: cannot be \"0 25 * * *\": Value 25 not in range [0, 23]",
            "policies[0].schedule.zone: must be the name of a time zone, such as "
                + "Europe/Amsterdam, not \"Europe/Amsterdm\"",
            "policies[0].keep.atLeest: is unknown; known here: days, atLeast",
            "policies[0].keep.days: must be from 1 to 36500");
  }

  @Test
  void aByteOrderMarkDoesNoHarm() {
    assertThat(Documents.mistakes("\uFEFF" + Documents.text("least"))).isEmpty();
  }

  @Property(tries = 100)
  void everyPolicyIsReadFromItsWrittenForm(@ForAll("policies") Policy policy) {
    ObjectNode document = Json.object();
    document.putArray("policies").add(PolicyJson.of(policy));

    assertThat(Documents.book(Json.compact(document)).policies()).containsExactly(policy);
  }

  @Provide
  Arbitrary<Policy> policies() {
    return Generated.policies();
  }
}
