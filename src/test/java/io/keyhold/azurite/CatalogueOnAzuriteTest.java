package io.keyhold.azurite;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Catalogue;
import io.keyhold.domain.PointId;
import io.keyhold.domain.contract.CatalogueContract;
import io.keyhold.local.azure.LocalAzure;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract of the catalogue on Azurite, with nothing but a relay in between. */
class CatalogueOnAzuriteTest extends CatalogueContract {

  private static Direct direct;

  @BeforeAll
  static void start() {
    direct = new Direct();
  }

  @AfterAll
  static void stop() {
    assertThat(direct.requestsForBlobs()).isEmpty();
    direct.close();
  }

  @Override
  protected Catalogue catalogue() {
    return direct.adapters().catalogue();
  }

  @Override
  protected ArmId machine() {
    return direct.world().id("virtualMachines", direct.world().name("vm"));
  }

  @Override
  protected String kit(PointId id, int number) {
    return direct
        .world()
        .azure()
        .blobs()
        .container(LocalAzure.ACCOUNT, "points")
        .readText("%s/kit-%04d.md".formatted(id, number))
        .orElseThrow();
  }
}
