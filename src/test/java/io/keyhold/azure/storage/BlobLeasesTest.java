package io.keyhold.azure.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyhold.azure.AzureWorld;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Leases;
import io.keyhold.domain.Leases.Lease;
import io.keyhold.domain.contract.LeasesContract;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.http.Fault;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BlobLeasesTest extends LeasesContract {

  private static AzureWorld world;

  @BeforeAll
  static void start() {
    world = AzureWorld.start();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @AfterEach
  void healthyAgain() {
    world.azure().faults().clear();
  }

  @Override
  protected Leases leases() {
    return world.adapters().leases();
  }

  @Override
  protected String newName() {
    return world.name("lease");
  }

  @Override
  protected void pass(Duration time) {
    world.azure().clock().advance(time);
  }

  @Test
  void aLeaseWhoseAnswerWasLostIsOursAllTheSame() {
    String name = newName();
    leases().acquire(name).orElseThrow().release();
    world
        .azure()
        .faults()
        .add(call -> call.path().endsWith(name), Fault.after(new Fault.Reset()), 1);
    Lease lease = leases().acquire(name).orElseThrow();
    assertThat(lease.renew()).isTrue();
    assertThat(leases().acquire(name)).isEmpty();
  }

  @Test
  void anErrorOfTheStoreIsSaidAndIsNoLease() {
    String name = newName();
    world
        .azure()
        .faults()
        .add(call -> call.path().endsWith(name), Fault.before(new Fault.Status(503, "")), 100);
    assertThatThrownBy(() -> leases().acquire(name))
        .isInstanceOfSatisfying(
            CloudFailure.class,
            failure -> assertThat(failure.problem().code()).isEqualTo(Code.CLOUD_ERROR));
  }

  @Test
  void leasesAreBlobsInTheContainerWork() {
    String name = newName();
    leases().acquire(name);
    assertThat(world.azure().blobs().container(LocalAzure.ACCOUNT, "work").list("leases/"))
        .contains("leases/" + name);
  }
}
