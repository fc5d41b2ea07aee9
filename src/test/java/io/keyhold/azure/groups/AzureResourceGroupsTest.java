package io.keyhold.azure.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.azure.AzureWorld;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.GroupId;
import io.keyhold.domain.Lock;
import io.keyhold.domain.Look;
import io.keyhold.domain.ResourceGroups;
import io.keyhold.domain.Rights;
import io.keyhold.domain.contract.ResourceGroupsContract;
import io.keyhold.local.arm.ArmOptions;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.azure.LocalAzure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AzureResourceGroupsTest extends ResourceGroupsContract {

  private static AzureWorld world;

  @BeforeAll
  static void start() {
    world = AzureWorld.start(LocalAzure.Options.inMemory().arm(ArmOptions::withStrictGroups));
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Override
  protected ResourceGroups groups() {
    return world.adapters().resourceGroups();
  }

  @Override
  protected GroupId givenGroup() {
    String name = world.name("group");
    world.azure().compute().group(LocalAzure.SUBSCRIPTION, name, AzureWorld.REGION);
    return new GroupId(LocalAzure.SUBSCRIPTION, name);
  }

  @Override
  protected GroupId noGroup() {
    return new GroupId(LocalAzure.SUBSCRIPTION, "nowhere");
  }

  @Override
  protected void lock(Lock lock) {
    switch (lock.level()) {
      case READ_ONLY -> world.azure().locks().readOnly(lock.scope(), lock.name());
      case CAN_NOT_DELETE -> world.azure().locks().canNotDelete(lock.scope(), lock.name());
    }
  }

  @Override
  protected ResourceGroups without(String action) {
    return seenBy(world.clientWithout(action).orElseThrow());
  }

  private static ResourceGroups seenBy(String client) {
    return world.adapters(Map.of("AZURE_CLIENT_ID", client)).resourceGroups();
  }

  @Override
  protected ArmId givenResource(GroupId group) {
    return new ArmId(
        world
            .azure()
            .compute()
            .disk(
                group.subscription(),
                group.name(),
                AzureWorld.REGION,
                DiskPlan.blank().named(world.name("disk"))));
  }

  @Test
  void theSubscriptionsLocksBindEveryGroup() {
    GroupId group = givenGroup();
    Lock lock = new Lock("all", Lock.Level.READ_ONLY, "/subscriptions/" + LocalAzure.SUBSCRIPTION);
    lock(lock);
    assertThat(groups().locks(group)).isEqualTo(new Look.Seen<>(List.of(lock)));
    world.azure().locks().remove(lock.scope(), lock.name());
  }

  @Test
  void whoMayNotReadLocksDoesNotSeeNone() {
    assertThat(without("Microsoft.Authorization/locks/read").locks(givenGroup()))
        .isInstanceOf(Look.Unknown.class);
  }

  @Test
  void rightsOfASubnetAreAskedForAsOfAnyResource() {
    assertThat(groups().rights(world.subnet()))
        .isInstanceOfSatisfying(
            Look.Seen.class,
            seen ->
                assertThat(
                        ((Rights) seen.value())
                            .allow("Microsoft.Network/virtualNetworks/subnets/join/action"))
                    .isTrue());
  }
}
