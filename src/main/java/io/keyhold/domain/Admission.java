package io.keyhold.domain;

import java.util.List;

/** Decides whether a call may be made at all. */
public final class Admission {

  /** What was decided. */
  public sealed interface Decision {
    record Admitted(Caller caller) implements Decision {}

    record Refused(Problem problem) implements Decision {}
  }

  private final SignIn signIn;

  public Admission(SignIn signIn) {
    this.signIn = signIn;
  }

  /**
   * @param authorization the values of the request's Authorization headers
   * @param needed the role without which the call is not made
   */
  public Decision decide(List<String> authorization, AppRole needed) {
    return switch (signIn.recognise(authorization)) {
      case SignIn.Result.Refused refused -> new Decision.Refused(refused.problem());
      case SignIn.Result.Recognised recognised ->
          recognised.caller().may(needed)
              ? new Decision.Admitted(recognised.caller())
              : new Decision.Refused(
                  new Problem(
                      Code.ROLE_MISSING,
                      needed.value(),
                      "the token of "
                          + recognised.caller().who().objectId()
                          + " has no such role"));
    };
  }
}
