package io.keyhold.functions;

import io.keyhold.azure.signin.TestTenant;
import io.keyhold.domain.Admission;
import io.keyhold.fake.FakeWorld;
import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** In tests of the doors the use cases live in a cloud in memory. */
@ApplicationScoped
public class FakeWorldBean {

  private FakeWorld world = new FakeWorld();

  /** Where callers get their tokens. */
  static final TestTenant TENANT = new TestTenant(InstantSource.system());

  FakeWorld world() {
    return world;
  }

  @Mock
  @Produces
  @Singleton
  UseCases useCases() {
    return world.useCases();
  }

  @Mock
  @Produces
  @Singleton
  Admission admission() {
    return TENANT.admission();
  }
}
