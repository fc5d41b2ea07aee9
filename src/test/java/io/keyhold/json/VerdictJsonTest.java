package io.keyhold.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.Code;
import io.keyhold.domain.Finding;
import io.keyhold.domain.Generated;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class VerdictJsonTest {

  private static final Instant AT = Instant.parse("2026-11-24T01:00:07Z");
  private static final String KEY = "https://kv-prod.vault.azure.net/keys/kek";

  @Test
  void anAvailableKeyHasAReasonAndNoRemedy() {
    assertThat(json(Optional.of("0123"), new Finding.Available()))
        .isEqualTo(
            "{\"key\":\""
                + KEY
                + "\",\"version\":\"0123\",\"result\":\"available\","
                + "\"reason\":\"Available\",\"checkedAt\":\"2026-11-24T01:00:07Z\"}");
  }

  @Test
  void aDeletedKeySaysUntilWhenItCanBeRecovered() {
    Problem deleted = new Problem(Code.KEY_DELETED, KEY, "it is deleted");

    assertThat(json(Optional.empty(), new Finding.Unavailable(deleted, Optional.of(AT))))
        .isEqualTo(
            "{\"key\":\""
                + KEY
                + "\",\"result\":\"unavailable\",\"reason\":\"KeyDeleted\","
                + "\"checkedAt\":\"2026-11-24T01:00:07Z\","
                + "\"recoverableUntil\":\"2026-11-24T01:00:07Z\","
                + "\"remedy\":\"Recover it before that date: az keyvault key recover "
                + "--vault-name kv-prod --name kek\"}");
  }

  @Test
  void everyWarningIsListedAndTheFirstIsTheReason() {
    List<Problem> warnings =
        List.of(
            new Problem(Code.KEY_NOT_YET_VALID, KEY, "is valid only from 2027"),
            new Problem(Code.KEY_NOT_PURGE_PROTECTED, KEY, "no purge protection"));

    assertThat(json(Optional.empty(), new Finding.AvailableWithWarning(warnings)))
        .contains("\"result\":\"availableWithWarning\",\"reason\":\"KeyNotYetValid\"")
        .contains(
            "\"warnings\":[{\"code\":\"KeyNotYetValid\",\"detail\":\"is valid only from 2027\"")
        .contains("{\"code\":\"KeyNotPurgeProtected\",\"detail\":\"no purge protection\"");
  }

  @Property(tries = 200)
  void answersHaveTheMembersOfTheContractAndNoOthers(@ForAll("verdicts") Verdict verdict) {
    List<String> names = new ArrayList<>();
    VerdictJson.of(verdict).fieldNames().forEachRemaining(names::add);

    assertThat(names).contains("key", "result", "reason", "checkedAt");
    assertThat(names)
        .isSubsetOf(
            "key",
            "version",
            "result",
            "reason",
            "checkedAt",
            "recoverableUntil",
            "remedy",
            "warnings");
  }

  @Provide
  Arbitrary<Verdict> verdicts() {
    return Generated.verdicts();
  }

  private static String json(Optional<String> version, Finding finding) {
    return Json.compact(VerdictJson.of(new Verdict(KEY, version, finding, AT)));
  }
}
