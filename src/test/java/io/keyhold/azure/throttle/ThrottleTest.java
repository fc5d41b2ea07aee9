package io.keyhold.azure.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The throttle of a process, with answers by hand and a clock that waiting moves. */
class ThrottleTest {

  private static final String ONE = "https://management.azure.com/subscriptions/ONE/resourceGroups";
  private static final String SNAPSHOT = "/g/providers/Microsoft.Compute/snapshots/s";

  private final List<Duration> pauses = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-24T12:00:00Z");

  private final Throttle throttle =
      new Throttle(
          time -> {
            pauses.add(time);
            now = now.plus(time);
          },
          () -> now,
          () -> 0.5);

  private static Call manager(HttpMethod method, String url) {
    return Call.toManager(new HttpRequest(method, url));
  }

  private static Call write() {
    return manager(HttpMethod.PUT, ONE + SNAPSHOT);
  }

  private static Call vault(String name) {
    return Call.toVault(
        new HttpRequest(HttpMethod.GET, "https://" + name + ".vault.azure.net/keys/k/v"));
  }

  private void answered(Call call, int status, String... headers) {
    HttpHeaders all = new HttpHeaders();
    for (int at = 0; at < headers.length; at += 2) {
      all.set(HttpHeaderName.fromString(headers[at]), headers[at + 1]);
    }
    throttle.answered(throttle.enter(call), status, all);
  }

  private Duration waited() {
    return pauses.stream().reduce(Duration.ZERO, Duration::plus);
  }

  @Test
  void callsBeyondTheBurstComeAtThePaceOfTheRefill() {
    for (int call = 1; call <= 190; call++) {
      answered(write(), 202);
    }
    assertThat(pauses).isEmpty();
    for (int call = 1; call <= 50; call++) {
      answered(write(), 202);
    }
    assertThat(waited()).isBetween(Duration.ofMillis(4_900), Duration.ofMillis(5_100));
  }

  @Test
  void everySubscriptionHasLimitsOfItsOwn() {
    for (int call = 1; call <= 190; call++) {
      answered(write(), 202);
      answered(manager(HttpMethod.PUT, ONE.replace("ONE", "TWO") + SNAPSHOT), 202);
    }
    assertThat(pauses).isEmpty();
  }

  @Test
  void readsDoNotWaitForWrites() {
    answered(write(), 202, "x-ms-ratelimit-remaining-subscription-writes", "0");
    answered(manager(HttpMethod.GET, ONE + SNAPSHOT), 200);
    assertThat(pauses).isEmpty();
  }

  @Test
  void theProvidersPoliciesAreLearnedFromItsAnswers() {
    answered(
        write(),
        202,
        "x-ms-ratelimit-remaining-resource",
        "Microsoft.Compute/HighCostSnapshotCreateHydrate3Min;50,"
            + "Microsoft.Compute/HighCostSnapshotCreateHydrate30Min;4000");
    answered(write(), 202);
    assertThat(waited()).isEqualTo(Duration.ofMillis(180));
    answered(manager(HttpMethod.PUT, ONE + "/g/providers/Microsoft.Compute/disks/d"), 202);
    assertThat(waited()).isEqualTo(Duration.ofMillis(180));
  }

  @Test
  void aRefusalIsWaitedOutByEveryCallOfItsKindAndByNoOther() {
    answered(
        write(), 429, "Retry-After", "17", "x-ms-ratelimit-remaining-subscription-writes", "0");
    answered(manager(HttpMethod.GET, ONE + SNAPSHOT), 200);
    assertThat(pauses).isEmpty();
    answered(write(), 202);
    assertThat(waited()).isEqualTo(Duration.ofSeconds(17));
  }

  @Test
  void aVaultSaysNoTimeSoTheBackOffDoublesForAllItsCalls() {
    answered(vault("one"), 429);
    answered(vault("two"), 200);
    assertThat(pauses).isEmpty();
    answered(vault("one"), 429);
    assertThat(pauses).containsExactly(Duration.ofMillis(1_250));
    answered(vault("one"), 429);
    answered(vault("one"), 200);
    assertThat(pauses)
        .containsExactly(
            Duration.ofMillis(1_250), Duration.ofMillis(2_500), Duration.ofMillis(5_000));
  }

  @Test
  void aVaultIsAskedForLessThanItTakesInAnyTenSeconds() {
    Instant start = now;
    int calls = 0;
    while (now.isBefore(start.plusSeconds(10))) {
      answered(vault("one"), 200);
      calls++;
    }
    assertThat(calls).isBetween(3_900, 4_000);
  }

  @Test
  void whoeverWouldWaitTooLongIsGivenBackAtOnce() {
    answered(write(), 429, "Retry-After", "600");
    assertThatThrownBy(() -> throttle.enter(write()))
        .isInstanceOfSatisfying(
            CloudFailure.class,
            failure -> {
              assertThat(failure.problem().code()).isEqualTo(Code.CLOUD_THROTTLED);
              assertThat(failure.retryHelps()).isTrue();
            });
    assertThat(pauses).isEmpty();
  }

  @Test
  void aCallThatIsLostLeavesNoTrace() {
    for (int call = 1; call <= 50; call++) {
      throttle.lost(throttle.enter(write()));
    }
    answered(write(), 202, "x-ms-ratelimit-remaining-subscription-writes", "100");
    answered(write(), 202);
    assertThat(pauses).isEmpty();
  }
}
