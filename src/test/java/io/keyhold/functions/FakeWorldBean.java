package io.keyhold.functions;

import io.keyhold.fake.FakeWorld;
import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** In tests of the doors the use cases live in a cloud in memory. */
@ApplicationScoped
public class FakeWorldBean {

  private FakeWorld world = new FakeWorld();

  FakeWorld world() {
    return world;
  }

  @Mock
  @Produces
  @Singleton
  UseCases useCases() {
    return world.useCases();
  }
}
