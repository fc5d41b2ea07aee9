package io.keyhold.fake;

import io.keyhold.domain.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Returns at once and remembers for how long it was asked to wait. */
public final class RecordingWaiting implements Waiting {

  private final List<Duration> pauses = new ArrayList<>();
  private Runnable meanwhile = () -> {};

  /** What happens in the world during every pause. */
  public synchronized void meanwhile(Runnable change) {
    meanwhile = change;
  }

  public synchronized List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  @Override
  public void pause(Duration time) {
    Runnable change;
    synchronized (this) {
      pauses.add(time);
      change = meanwhile;
    }
    change.run();
  }
}
