package io.keyhold.access;

/**
 * A right that the app lacks.
 *
 * @param action as a role names it, or as an access policy does
 * @param remedy the az line that gives it
 */
public record Missing(String action, Kind kind, String why, String remedy) {

  /** What kind of right it is; callers must bear kinds that they do not know. */
  public enum Kind {
    ACTION("action"),
    DATA_ACTION("dataAction"),
    ACCESS_POLICY("accessPolicy");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }
}
