package io.keyhold.local.arm;

/** Whether a machine runs. A stopped one keeps its host, and its bill. */
public enum Power {
  RUNNING("running"),
  STOPPED("stopped"),
  DEALLOCATED("deallocated");

  private final String word;

  Power(String word) {
    this.word = word;
  }

  /** As in {@code PowerState/running}. */
  String word() {
    return word;
  }
}
