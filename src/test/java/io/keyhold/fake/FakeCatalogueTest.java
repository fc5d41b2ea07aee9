package io.keyhold.fake;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Catalogue;
import io.keyhold.domain.PointId;
import io.keyhold.domain.contract.CatalogueContract;
import io.keyhold.domain.contract.Samples;

class FakeCatalogueTest extends CatalogueContract {

  private final FakeCatalogue catalogue = new FakeCatalogue();
  private int machines;

  @Override
  protected Catalogue catalogue() {
    return catalogue;
  }

  @Override
  protected String kit(PointId id, int number) {
    return catalogue.kit(id, number).orElseThrow();
  }

  @Override
  protected ArmId machine() {
    return Samples.id("virtualMachines", "vm" + ++machines);
  }
}
