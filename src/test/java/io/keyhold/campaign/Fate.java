package io.keyhold.campaign;

import io.keyhold.local.http.NoWire;
import io.keyhold.local.http.Request;
import java.util.function.Predicate;

/**
 * Whether a process lives. It dies at one of its calls, before or after that has its effect, and
 * none of its calls gets out any more, whatever its code still tries.
 */
final class Fate implements NoWire.Ends {

  /** What the dead process' own code is shown; nobody sees what it makes of it. */
  private static final class Died extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Died() {
      super("the process is dead");
    }
  }

  private final Runnable timeOut;
  private Predicate<Request> last = request -> false;
  private boolean after;
  private boolean dying;
  private boolean dead;

  /**
   * @param timeOut takes the time of a call that is not answered
   */
  Fate(Runnable timeOut) {
    this.timeOut = timeOut;
  }

  /** Asked about each call until one is the last, on which it dies. */
  void diesAt(Predicate<Request> call, boolean afterItsEffect) {
    last = call;
    after = afterItsEffect;
  }

  void isReborn() {
    last = request -> false;
    dying = false;
    dead = false;
  }

  boolean isDead() {
    return dead;
  }

  @Override
  public void leaves(Request request) {
    dying = dying || (!dead && last.test(request));
    if (dead || (dying && !after)) {
      die();
    }
  }

  @Override
  public void returns() {
    if (dying) {
      die();
    }
  }

  private void die() {
    dead = true;
    throw new Died();
  }

  @Override
  public void timeOut() {
    timeOut.run();
  }
}
