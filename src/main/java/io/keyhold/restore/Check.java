package io.keyhold.restore;

/** One thing that a pre-flight looks at. It changes nothing, and finds everything at once. */
interface Check {

  /**
   * @param restore the id of the restore that asks: what carries it already is in nobody's way
   */
  void look(String restore, Blueprint plan, Findings findings);
}
