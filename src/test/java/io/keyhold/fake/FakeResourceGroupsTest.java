package io.keyhold.fake;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.GroupId;
import io.keyhold.domain.Lock;
import io.keyhold.domain.ResourceGroups;
import io.keyhold.domain.contract.ResourceGroupsContract;
import io.keyhold.domain.contract.Samples;

class FakeResourceGroupsTest extends ResourceGroupsContract {

  private final FakeResourceGroups groups = new FakeResourceGroups();
  private int names;

  @Override
  protected ResourceGroups groups() {
    return groups;
  }

  @Override
  protected GroupId givenGroup() {
    return new GroupId(Samples.SUBSCRIPTION, "group" + ++names);
  }

  @Override
  protected GroupId noGroup() {
    GroupId group = givenGroup();
    groups.remove(group);
    return group;
  }

  @Override
  protected void lock(Lock lock) {
    groups.lock(lock);
  }

  @Override
  protected ResourceGroups without(String action) {
    FakeResourceGroups others = new FakeResourceGroups();
    others.deny(action);
    return others;
  }

  @Override
  protected ArmId givenResource(GroupId group) {
    return ArmId.compute(group.subscription(), group.name(), "disks", "disk");
  }
}
