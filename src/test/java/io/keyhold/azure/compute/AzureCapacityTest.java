package io.keyhold.azure.compute;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.azure.AzureWorld;
import io.keyhold.domain.Capacity;
import io.keyhold.domain.Look;
import io.keyhold.domain.contract.CapacityContract;
import io.keyhold.local.azure.LocalAzure;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AzureCapacityTest extends CapacityContract {

  private static AzureWorld world;

  @BeforeAll
  static void start() {
    world = AzureWorld.start();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Override
  protected Capacity capacity() {
    return world.adapters().capacity();
  }

  @Override
  protected void quota(String name, long limit) {
    world
        .azure()
        .capacity()
        .quota(LocalAzure.SUBSCRIPTION, AzureWorld.REGION, name, Math.toIntExact(limit));
  }

  @Override
  protected void restrict(String size) {
    world.azure().capacity().restrict(size, AzureWorld.REGION);
  }

  @Override
  protected void restrict(String size, String zone) {
    world.azure().capacity().restrict(size, AzureWorld.REGION, zone);
  }

  @Test
  void aMissingRightIsNoMissingSize() {
    String client = world.clientWithout("Microsoft.Compute/skus/read").orElseThrow();
    assertThat(
            world
                .adapters(Map.of("AZURE_CLIENT_ID", client))
                .capacity()
                .sku(
                    LocalAzure.SUBSCRIPTION,
                    AzureWorld.REGION,
                    Capacity.MACHINES,
                    "Standard_D2s_v5"))
        .isInstanceOf(Look.Unknown.class);
  }
}
