package io.keyhold.functions;

import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Problem;
import io.keyhold.domain.SignIn;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * A sign-in that is made when the first call comes. Where the settings do not allow it, every call
 * is refused, and only the log says what is wrong with them: whoever asks is not known.
 */
final class LazySignIn implements SignIn {

  private static final Logger LOG = Logger.getLogger(LazySignIn.class);

  private final Supplier<SignIn> maker;

  LazySignIn(Supplier<SignIn> maker) {
    this.maker = maker;
  }

  @Override
  public Result recognise(List<String> authorization) {
    try {
      return maker.get().recognise(authorization);
    } catch (CloudFailure wrong) {
      LOG.error("no call over HTTP is accepted: " + wrong.getMessage());
      return new Result.Refused(
          new Problem(
              Code.SIGN_IN_NOT_SET_UP, "sign-in", "the function app's log says what is wrong"));
    }
  }
}
