package io.keyhold.fake;

import io.keyhold.domain.DataAccess;
import io.keyhold.domain.DataRight;
import io.keyhold.domain.contract.DataAccessContract;

class FakeDataAccessTest extends DataAccessContract {

  @Override
  protected DataAccess access() {
    return new FakeDataAccess();
  }

  @Override
  protected DataAccess without(DataRight right) {
    FakeDataAccess access = new FakeDataAccess();
    access.deny(right);
    access.policiesIn("kv-policies");
    return access;
  }

  @Override
  protected String givenVault(boolean accessPolicies) {
    return accessPolicies ? "kv-policies" : "kv-roles";
  }
}
