package io.keyhold.fake;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.EncryptionSets;
import io.keyhold.domain.SetReading;
import io.keyhold.domain.contract.EncryptionSetsContract;
import io.keyhold.domain.contract.Samples;

class FakeEncryptionSetsTest extends EncryptionSetsContract {

  private final FakeEncryptionSets sets = new FakeEncryptionSets();

  @Override
  protected EncryptionSets sets() {
    return sets;
  }

  @Override
  protected ArmId givenSet(SetReading.Found as) {
    ArmId id = Samples.id("diskEncryptionSets", "set");
    sets.put(id, as);
    return id;
  }

  @Override
  protected ArmId noSet() {
    return Samples.id("diskEncryptionSets", "none");
  }
}
