package io.keyhold.domain;


/** Backups need valid policies; where there are none, they fail with the whole list of mistakes. */
public final class PolicyAccess {

  private PolicyAccess() {}

  public static PolicyBook book(Policies policies) {
    return switch (policies.current()) {
      case Policies.Reading.Valid valid -> valid.book();
      case Policies.Reading.Invalid invalid ->
          throw new CloudFailure(
              new Problem(
                  Code.POLICIES_INVALID,
                  "KEYHOLD_POLICIES",
                  String.join("; ", invalid.mistakes())));
      case Policies.Reading.Unreadable unreadable -> throw new CloudFailure(unreadable.problem());
    };
  }
}
