package io.keyhold.local.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.azure.Sdk;
import io.keyhold.local.azure.Wire;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rate limits of ARM and of the compute provider, told and enforced (azure-facts.md §2.6). */
class EnforcedLimitsTest {

  private static final String COMPUTE =
      "/subscriptions/"
          + LocalAzure.SUBSCRIPTION
          + "/resourceGroups/g/providers/Microsoft.Compute/";
  private static final String VERSION = "?api-version=2025-01-02";
  private static final String READS = "x-ms-ratelimit-remaining-subscription-reads";

  private final LocalAzure azure = LocalAzure.start(LocalAzure.Options.instant());
  private final Wire wire = new Wire(azure);

  @BeforeEach
  void stopTheClock() {
    azure.clock().stop();
    azure.enforceLimits(true);
  }

  @AfterEach
  void stop() {
    azure.close();
  }

  private HttpResponse<String> read() {
    return wire.get(COMPUTE + "disks/d" + VERSION);
  }

  private HttpResponse<String> list() {
    return wire.get(COMPUTE + "snapshots" + VERSION);
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("none");
  }

  @Test
  void twoHundredAndFiftyReadsAtOnceAndTwentyFiveMoreEachSecond() {
    var disk = azure.compute().disk(LocalAzure.SUBSCRIPTION, "g", "westeurope", named("d"));
    assertThat(disk).isNotEmpty();
    assertThat(header(read(), READS)).isEqualTo("249");
    for (int call = 2; call <= 250; call++) {
      assertThat(read().statusCode()).isEqualTo(200);
    }
    var refused = read();
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(Wire.json(refused).at("/error/code").asText())
        .isEqualTo("SubscriptionRequestsThrottled");
    assertThat(header(refused, "Retry-After")).isEqualTo("1");
    assertThat(header(refused, READS)).isEqualTo("0");
    azure.clock().advance(Duration.ofSeconds(2));
    assertThat(header(read(), READS)).isEqualTo("49");
  }

  @Test
  void anotherIdentityHasABucketOfItsOwn() {
    azure.compute().disk(LocalAzure.SUBSCRIPTION, "g", "westeurope", named("d"));
    for (int call = 1; call <= 250; call++) {
      read();
    }
    assertThat(read().statusCode()).isEqualTo(429);
    var another = Sdk.computeAs(azure, "cccccccc-0000-4000-8000-000000000001");
    assertThat(another.getDisks().getByResourceGroup("g", "d").name()).isEqualTo("d");
  }

  @Test
  void listsAreScarceAndTheProviderSaysWhichOfItsPoliciesIsUsedUp() {
    for (int call = 1; call <= 240; call++) {
      assertThat(list().statusCode()).isEqualTo(200);
    }
    var refused = list();
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(Wire.json(refused).at("/error/code").asText()).isEqualTo("OperationNotAllowed");
    assertThat(Wire.json(refused).at("/error/details/0/code").asText())
        .isEqualTo("TooManyRequests");
    assertThat(Wire.json(refused).at("/error/details/0/target").asText())
        .isEqualTo("HighCostGet3Min");
    assertThat(header(refused, "x-ms-ratelimit-remaining-resource"))
        .startsWith("Microsoft.Compute/HighCostGet3Min;0,Microsoft.Compute/HighCostGet30Min;");
    assertThat(header(refused, "Retry-After")).isEqualTo("1");
  }

  @Test
  void whatIsNotEnforcedIsToldAllTheSame() {
    azure.enforceLimits(false);
    for (int call = 1; call <= 300; call++) {
      assertThat(read().statusCode()).isEqualTo(404);
    }
    assertThat(azure.limits().used())
        .filteredOn(use -> use.name().equals("reads"))
        .singleElement()
        .satisfies(use -> assertThat(use.calls()).isEqualTo(300))
        .satisfies(use -> assertThat(use.refused()).isZero());
  }

  private static DiskPlan named(String name) {
    return DiskPlan.blank().named(name);
  }
}
