package io.keyhold.functions;

import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Waiting;
import java.time.Duration;

/** Real waiting: the only place in the product where a thread sleeps. */
final class Sleep implements Waiting {

  @Override
  public void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CloudFailure(
          new Problem(Code.CLOUD_TIMEOUT, "waiting", "the process was asked to stop"));
    }
  }
}
