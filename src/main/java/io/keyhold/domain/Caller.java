package io.keyhold.domain;

import java.util.Set;

/** Somebody who was recognised, and what they may do. */
public record Caller(Requester who, Set<AppRole> roles) {

  public Caller {
    roles = Set.copyOf(roles);
  }

  public boolean may(AppRole needed) {
    return roles.stream().anyMatch(role -> role.covers(needed));
  }
}
