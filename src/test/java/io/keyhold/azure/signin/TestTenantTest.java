package io.keyhold.azure.signin;

import io.keyhold.domain.SignIn;
import io.keyhold.domain.contract.SignInContract;
import io.keyhold.local.http.MovableClock;
import io.keyhold.local.identity.Callers;
import io.keyhold.local.identity.SigningKeys;

/** The tenant in memory that other tests use. */
class TestTenantTest extends SignInContract {

  private final MovableClock clock = new MovableClock();
  private final TestTenant tenant = new TestTenant(clock);

  @Override
  protected SignIn signIn() {
    return tenant.signIn();
  }

  @Override
  protected Callers callers() {
    return tenant.callers;
  }

  @Override
  protected SigningKeys keys() {
    return tenant.keys;
  }

  @Override
  protected MovableClock clock() {
    return clock;
  }

  @Override
  protected int fetches() {
    return tenant.reads();
  }

  @Override
  protected void away(boolean away) {
    tenant.away(away);
  }
}
