package io.keyhold.heard;

import io.keyhold.domain.Change;
import io.keyhold.domain.Cloud;
import io.keyhold.domain.History;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Signals;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Says what was appended, after it was appended. Whatever goes wrong here stops no run. */
public final class Hearing {

  private static final Logger LOG = System.getLogger(Hearing.class.getName());

  private final Cloud cloud;
  private final Signals signals;
  private final KeyStates keys;

  public Hearing(Cloud cloud, Signals signals) {
    this.cloud = cloud;
    this.signals = signals;
    this.keys = new KeyStates(cloud, signals);
  }

  void appended(History history) {
    RecoveryPoint point = history.point().orElseThrow();
    quietly("what happened", point, () -> PointSignals.of(point).ifPresent(signals::say));
    quietly("what was found of keys", point, () -> keys.looked(point));
    if (point.events().getLast().change() instanceof Change.Taken) {
      quietly("the success", point, () -> new Successes(cloud.documents()).note(point));
    }
  }

  private static void quietly(String what, RecoveryPoint point, Runnable saying) {
    try {
      saying.run();
    } catch (RuntimeException unheard) {
      LOG.log(Level.WARNING, "{0} could not be said of {1}: {2}", what, point.id(), unheard);
    }
  }
}
