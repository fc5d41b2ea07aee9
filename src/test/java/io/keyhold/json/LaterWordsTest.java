package io.keyhold.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyhold.domain.Action;
import io.keyhold.domain.BrokenChainException;
import io.keyhold.domain.Change;
import io.keyhold.domain.Code;
import io.keyhold.domain.Event;
import io.keyhold.domain.Finding;
import io.keyhold.domain.InGuest;
import io.keyhold.domain.KeyRules;
import io.keyhold.domain.PointId;
import io.keyhold.domain.Policy;
import io.keyhold.domain.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words that a later release may have written: read safely, or reported clearly. */
class LaterWordsTest {

  private static final PointId POINT = new PointId("20261124T010000Z-0123456789ab");

  @Test
  void aCodeOfALaterReleaseIsKeptInTheDetail() {
    Change change = changed("refused", "\"KeyDisabled\"", "\"KeyQuantumBroken\"").change();

    assertThat(((Change.Refused) change).causes())
        .singleElement()
        .satisfies(
            cause -> {
              assertThat(cause.code()).isEqualTo(Code.CODE_OF_LATER_RELEASE);
              assertThat(cause.detail()).startsWith("(KeyQuantumBroken) ");
              assertThat(cause.subject()).contains("kv-prod");
            });
  }

  @Test
  void aResultOfALaterReleaseIsUnknownAndNeverAvailable() {
    Event event = changed("gated-again", "\"result\": \"available\"", "\"result\": \"proven\"");

    assertThat(((Change.Gated) event.change()).verdicts())
        .singleElement()
        .extracting(Verdict::finding)
        .isInstanceOfSatisfying(
            Finding.Unknown.class,
            unknown -> assertThat(unknown.cause().detail()).startsWith("(proven) "));
  }

  @Test
  void anActionOfALaterReleaseIsRefuse() {
    Event event = changed("gated-again", "\"action\": \"hold\"", "\"action\": \"ask\"");

    assertThat(((Change.Gated) event.change()).decision().action()).isEqualTo(Action.REFUSE);
  }

  @Test
  void anEncryptionInTheGuestOfALaterReleaseCannotBeAccepted() {
    Event event = changed("gated-first", "\"keptElsewhere\"", "\"sealedEnclave\"");

    assertThat(((Change.Gated) event.change()).disks().get(2).encryption().inGuest())
        .isInstanceOfSatisfying(
            InGuest.Unacceptable.class,
            refused -> assertThat(refused.problem().detail()).startsWith("(sealedEnclave) "));
  }

  @Test
  void wordsOfALaterPolicyAreReadAsTheStrictest() {
    Event event =
        read(
            text("gated-first")
                .replace("Europe/Amsterdam", "Luna/Tranquillity")
                .replace("\"DenyAll\"", "\"DenySome\"")
                .replace("\"check\": \"unwrap\"", "\"check\": \"prove\"")
                .replace("\"onUnavailable\": \"hold\"", "\"onUnavailable\": \"ask\"")
                .replace("\"onUnverified\": \"proceed\"", "\"onUnverified\": \"ask\""));
    Policy policy = event.origin().orElseThrow().policy();

    assertThat(policy.schedule().zone()).isEqualTo(ZoneOffset.UTC);
    assertThat(policy.snapshots().networkAccess()).isEqualTo(Policy.NetworkAccess.DENY_ALL);
    assertThat(policy.keys().check()).isEqualTo(KeyRules.Check.UNWRAP);
    assertThat(policy.keys().onUnavailable()).isEqualTo(KeyRules.Stop.REFUSE);
    assertThat(policy.keys().onUnverified()).isEqualTo(KeyRules.Tolerance.REFUSE);
  }

  @ParameterizedTest
  @CsvSource({
    "completed, '\"completed\"', '\"shelved\"', change.type",
    "gated-first, '\"platformKey\"', '\"tenantKey\"', change.disks[0].encryption.atRest.type",
    "taken, '\"format\": 1', '\"format\": 2', format"
  })
  void whatCannotBeReadSafelyIsReportedWithItsPlace(
      String file, String word, String later, String place) {
    assertThatThrownBy(() -> changed(file, word, later))
        .isInstanceOf(BrokenChainException.class)
        .hasMessageContaining(place + ": is ");
  }

  private static Event changed(String file, String word, String later) {
    String text = text(file);
    assertThat(text).contains(word);
    return read(text.replace(word, later));
  }

  private static String text(String file) {
    return new String(EventJson.write(FormatOneEvents.all().get(file)), StandardCharsets.UTF_8);
  }

  private static Event read(String text) {
    return EventJson.read(POINT, text.getBytes(StandardCharsets.UTF_8));
  }
}
