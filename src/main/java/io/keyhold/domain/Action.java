package io.keyhold.domain;

/** What a verdict, or all of them together, leads to; in the order of strictness. */
public enum Action {
  PROCEED,
  WAIT,
  HOLD,
  REFUSE
}
