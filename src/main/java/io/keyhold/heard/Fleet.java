package io.keyhold.heard;

import io.keyhold.domain.Cloud;
import io.keyhold.domain.MachineSummary;
import io.keyhold.domain.Signal;
import io.keyhold.domain.Signals;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says in every backup tick how the whole fleet stands, so that one alert rule is enough. */
public final class Fleet {

  private static final Logger LOG = System.getLogger(Fleet.class.getName());
  private static final int EXAMPLES = 5;

  private final Cloud cloud;
  private final Signals signals;

  public Fleet(Cloud cloud, Signals signals) {
    this.cloud = cloud;
    this.signals = signals;
  }

  /**
   * What a tick saw.
   *
   * @param notSelected how many machines of the same subscriptions no policy selects
   * @param sent how many orders it sent
   * @param unreadable how many subscriptions it could not read
   */
  public record Seen(
      String run, List<MachineSummary> selected, int notSelected, int sent, int unreadable) {}

  /** Never throws: what cannot be said stops no backup. */
  public void checked(Seen seen, Instant now) {
    try {
      signals.say(signal(seen, now));
    } catch (RuntimeException unheard) {
      LOG.log(Level.WARNING, "how the fleet stands could not be said: {0}", unheard);
    }
  }

  private Signal signal(Seen seen, Instant now) {
    Map<String, Instant> last = new Successes(cloud.documents()).last();
    List<MachineSummary> without =
        seen.selected().stream()
            .filter(machine -> !last.containsKey(Successes.folded(machine.vmId())))
            .toList();
    return new Signal.FleetChecked(
        now,
        seen.run(),
        seen.selected().size(),
        seen.notSelected(),
        seen.sent(),
        seen.unreadable(),
        oldest(seen.selected(), last),
        without.size(),
        without.stream().limit(EXAMPLES).map(MachineSummary::id).toList(),
        Troubles.count(cloud.documents(), now));
  }

  private static Optional<Signal.LastSuccess> oldest(
      List<MachineSummary> selected, Map<String, Instant> last) {
    return selected.stream()
        .filter(machine -> last.containsKey(Successes.folded(machine.vmId())))
        .map(
            machine ->
                new Signal.LastSuccess(machine.id(), last.get(Successes.folded(machine.vmId()))))
        .min(Comparator.comparing(Signal.LastSuccess::slot));
  }
}
