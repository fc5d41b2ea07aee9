package io.keyhold.fake;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Catalogue;
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
  protected ArmId machine() {
    return Samples.id("virtualMachines", "vm" + ++machines);
  }
}
