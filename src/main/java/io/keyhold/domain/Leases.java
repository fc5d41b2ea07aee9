package io.keyhold.domain;

import java.time.Duration;
import java.util.Optional;

/**
 * Who may do what only one may do at a time. A lease runs out by itself, so that a holder that died
 * holds nothing up for longer than {@link #TIME}. Every method throws {@link CloudFailure} when the
 * store cannot be asked.
 */
public interface Leases {

  /** How long a lease holds unless it is renewed; the longest that Azure gives with an end. */
  Duration TIME = Duration.ofSeconds(60);

  /**
   * Takes the lease of this name, or nothing while somebody else holds it.
   *
   * @param name such as {@code copy-advance}; it is made when it is first asked for
   */
  Optional<Lease> acquire(String name);

  /** A lease that was taken. */
  interface Lease {

    /**
     * Holds it for {@link #TIME} from now on.
     *
     * @return false when somebody else has it, or it was broken: the work is no longer this
     *     holder's. One that ran out and that nobody took is still its last holder's
     */
    boolean renew();

    /** Gives it back; nothing happens when it is another's by now. */
    void release();
  }
}
