package io.keyhold.fake;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Code;
import io.keyhold.domain.GroupId;
import io.keyhold.domain.Lock;
import io.keyhold.domain.Look;
import io.keyhold.domain.Problem;
import io.keyhold.domain.ResourceGroups;
import io.keyhold.domain.Rights;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Resource groups in memory: each exists, is unlocked and open, unless a test says otherwise. */
public final class FakeResourceGroups implements ResourceGroups {

  private final Set<GroupId> missing = new HashSet<>();
  private final Set<ArmId> missingResources = new HashSet<>();
  private final List<Lock> locks = new ArrayList<>();
  private final List<String> denied = new ArrayList<>();
  private Optional<Problem> silent = Optional.empty();

  public synchronized void remove(GroupId group) {
    missing.add(group);
  }

  public synchronized void remove(ArmId resource) {
    missingResources.add(resource);
  }

  public synchronized void lock(Lock lock) {
    locks.add(lock);
  }

  /** The caller may not do this any more, wherever. */
  public synchronized void deny(String action) {
    denied.add(action);
  }

  /** Nothing can be read any more. */
  public synchronized void silent(Code code) {
    silent = Optional.of(new Problem(code, "scripted", "the test wants no answer"));
  }

  @Override
  public synchronized Look<String> region(GroupId group) {
    return about(group, "westeurope");
  }

  @Override
  public synchronized Look<List<Lock>> locks(GroupId group) {
    return about(
        group,
        locks.stream()
            .filter(
                lock ->
                    lock.scope().equalsIgnoreCase(group.value())
                        || lock.scope().equalsIgnoreCase("/subscriptions/" + group.subscription()))
            .toList());
  }

  @Override
  public synchronized Look<Rights> rights(String subscription) {
    return silent.isPresent() ? new Look.Unknown<>(silent.get()) : new Look.Seen<>(rights());
  }

  @Override
  public synchronized Look<Rights> rights(GroupId group) {
    return about(group, rights());
  }

  @Override
  public synchronized Look<Rights> rights(ArmId resource) {
    return missingResources.contains(resource)
        ? new Look.Absent<>()
        : about(GroupId.of(resource), rights());
  }

  private Rights rights() {
    return new Rights(List.of(new Rights.Grant(List.of("*"), denied)));
  }

  private <T> Look<T> about(GroupId group, T value) {
    if (silent.isPresent()) {
      return new Look.Unknown<>(silent.get());
    }
    return missing.contains(group) ? new Look.Absent<>() : new Look.Seen<>(value);
  }
}
