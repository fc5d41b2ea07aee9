package io.keyhold.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.GroupId;
import io.keyhold.domain.Lock;
import io.keyhold.domain.Look;
import io.keyhold.domain.ResourceGroups;
import io.keyhold.domain.Rights;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link ResourceGroups} does. */
public abstract class ResourceGroupsContract {

  private static final String DELETE = "Microsoft.Compute/disks/delete";

  protected abstract ResourceGroups groups();

  /** A group in the region of the samples. */
  protected abstract GroupId givenGroup();

  protected abstract GroupId noGroup();

  protected abstract void lock(Lock lock);

  /** The same view of somebody who may do everything but this. */
  protected abstract ResourceGroups without(String action);

  /** A resource in the group. */
  protected abstract ArmId givenResource(GroupId group);

  @Test
  void aGroupIsInARegion() {
    assertThat(groups().region(givenGroup())).isEqualTo(new Look.Seen<>(Samples.REGION));
  }

  @Test
  void aGroupThatIsNotThereIsAbsent() {
    assertThat(groups().region(noGroup())).isEqualTo(new Look.Absent<String>());
  }

  @Test
  void aGroupWithoutLocksHasNone() {
    assertThat(groups().locks(givenGroup())).isEqualTo(new Look.Seen<>(List.of()));
  }

  @Test
  void theLocksOfTheGroupBindIt() {
    GroupId group = givenGroup();
    Lock lock = new Lock("keep", Lock.Level.CAN_NOT_DELETE, group.value());
    lock(lock);
    assertThat(groups().locks(group)).isEqualTo(new Look.Seen<>(List.of(lock)));
  }

  @Test
  void aLockOfAResourceOrOfAnotherGroupDoesNot() {
    GroupId group = givenGroup();
    lock(new Lock("one", Lock.Level.READ_ONLY, givenResource(group).value()));
    lock(new Lock("other", Lock.Level.READ_ONLY, givenGroup().value()));
    assertThat(groups().locks(group)).isEqualTo(new Look.Seen<>(List.of()));
  }

  @Test
  void rightsSayWhatIsAllowedAndWhatIsNot() {
    GroupId group = givenGroup();
    assertThat(allows(groups().rights(group), DELETE)).isTrue();
    assertThat(allows(without(DELETE).rights(group), DELETE)).isFalse();
    assertThat(allows(without(DELETE).rights(group), "Microsoft.Compute/disks/write")).isTrue();
  }

  @Test
  void rightsAreToldForTheSubscriptionToo() {
    String subscription = givenGroup().subscription();
    assertThat(allows(groups().rights(subscription), DELETE)).isTrue();
    assertThat(allows(without(DELETE).rights(subscription), DELETE)).isFalse();
  }

  @Test
  void rightsAreToldForOneResourceToo() {
    ArmId resource = givenResource(givenGroup());
    assertThat(allows(groups().rights(resource), DELETE)).isTrue();
    assertThat(allows(without(DELETE).rights(resource), DELETE)).isFalse();
  }

  private static boolean allows(Look<Rights> rights, String action) {
    return ((Look.Seen<Rights>) rights).value().allow(action);
  }
}
