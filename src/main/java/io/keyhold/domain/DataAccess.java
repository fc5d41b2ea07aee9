package io.keyhold.domain;

import java.net.URI;

/**
 * Whether vaults and containers let the caller do something. There is nobody else to ask for it, so
 * each is asked in the very way that the right is for, about something that does not exist: who has
 * the right is told so, who has not is refused, and nothing is read, used or changed either way.
 * Nothing here throws {@link CloudFailure}.
 */
public interface DataAccess {

  /** What came of asking. Sealed, so that nobody takes what could not be found out for missing. */
  sealed interface Answer {
    record Allowed() implements Answer {}

    /**
     * The service itself says that the right is missing.
     *
     * @param byPolicy true where it is one of a vault's access policies, false where it is a role's
     */
    record Denied(boolean byPolicy) implements Answer {}

    /** It could not be found out. */
    record Unknown(Problem cause) implements Answer {}
  }

  /**
   * Whether the caller has a right to all keys or secrets of a vault. A right to single objects of
   * it is not seen.
   *
   * @param vault the vault's name
   */
  Answer vault(String vault, DataRight right);

  /**
   * Whether the caller has a right to the blobs of a container.
   *
   * @param container {@code https://<account>.blob.…/<container>}
   */
  Answer container(URI container, DataRight right);
}
