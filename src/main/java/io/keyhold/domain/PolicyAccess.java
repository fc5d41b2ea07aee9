package io.keyhold.domain;

/** Backups need valid policies; where there are none, they fail with the whole list of mistakes. */
public final class PolicyAccess {

  private PolicyAccess() {}

  public static PolicyBook book(Policies policies) {
    return switch (policies.current()) {
      case Policies.Reading.Valid valid -> valid.book();
      case Policies.Reading.Invalid invalid ->
          throw new CloudFailure(invalid.mistakes().stream().map(PolicyAccess::mistake).toList());
      case Policies.Reading.Unreadable unreadable -> throw new CloudFailure(unreadable.problem());
    };
  }

  private static Problem mistake(String sentence) {
    return new Problem(Code.POLICIES_INVALID, "KEYHOLD_POLICIES", sentence);
  }
}
