package io.keyhold.local.arm;

import java.util.Optional;

/** What machines need of Microsoft.Network. Called under the kernel's lock. */
public interface NetworkCards {

  /** Refuses a card that a machine cannot have: missing, of another region, or another's. */
  void check(String card, String machine, String location);

  /** Gives a card to a machine; an unknown card is passed over. */
  void attach(String card, String machine, boolean primary);

  /** Takes a card back from its machine, or deletes it. */
  void release(String card, boolean delete);

  /**
   * Makes a card as if it had been there for long.
   *
   * @param subnet its subnet's id; empty: a subnet of the group's own is made where it is not there
   */
  void stage(String card, String location, Optional<String> subnet);
}
