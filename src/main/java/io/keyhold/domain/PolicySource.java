package io.keyhold.domain;

/** Where the text of the policy document comes from: a file or a blob. */
public interface PolicySource {

  /**
   * The text as it stands now, at most 1 MiB.
   *
   * @throws CloudFailure with {@link Code#POLICIES_UNREADABLE} when it cannot be read
   */
  String text();
}
