package io.keyhold.domain;

import java.util.List;

/**
 * What the gate decided.
 *
 * @param causes why it is not {@link Action#PROCEED}: the problems that led to the strictest action
 */
public record Decision(Action action, List<Problem> causes) {
  public Decision {
    causes = List.copyOf(causes);
  }

  /** Rule 1: positive means that every key's action is proceed. */
  public boolean positive() {
    return action == Action.PROCEED;
  }
}
