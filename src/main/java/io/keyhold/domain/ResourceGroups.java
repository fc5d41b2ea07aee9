package io.keyhold.domain;

import java.util.List;

/** What is in force where a restore makes its things. Nothing here throws {@link CloudFailure}. */
public interface ResourceGroups {

  /** The region of the group; its resources may be in any other. */
  Look<String> region(GroupId group);

  /**
   * The locks that bind new resources of the group: its own and the subscription's, not those of
   * resources in it.
   */
  Look<List<Lock>> locks(GroupId group);

  /** What the caller may do in the subscription itself, and so everywhere in it. */
  Look<Rights> rights(String subscription);

  /** What the caller may do in the group. */
  Look<Rights> rights(GroupId group);

  /** What the caller may do with one resource. */
  Look<Rights> rights(ArmId resource);
}
