package io.keyhold.backup;

import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Documents;
import io.keyhold.domain.MachineSummary;
import io.keyhold.domain.PointId;
import io.keyhold.domain.Problem;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which machines the policies select, written down where it changes: a machine that silently left a
 * policy would otherwise be missed only when it is needed. One document per change, never replaced,
 * named {@code selections/<vmId>/<time>-selected} or {@code …-left}; the last one counts.
 */
public final class Selections {

  private static final Logger LOG = System.getLogger(Selections.class.getName());
  private static final String PLACE = "selections/";
  private static final String SELECTED = "-selected";
  private static final String LEFT = "-left";

  private final Documents documents;

  public Selections(Documents documents) {
    this.documents = documents;
  }

  /**
   * Notes what changed since the tick before. It stops no backup: where it cannot be written down,
   * that is one of the problems, and the next tick tries again.
   *
   * @return a problem for each machine that is not selected any more, in the tick that noticed it
   */
  List<Problem> note(List<MachineSummary> selected, List<MachineSummary> notSelected, Instant now) {
    List<Problem> problems = new ArrayList<>();
    try {
      Map<String, String> last = last();
      List<MachineSummary> joined =
          selected.stream()
              .filter(machine -> !last.getOrDefault(machine.vmId(), "").endsWith(SELECTED))
              .toList();
      List<MachineSummary> written =
          Together.map(joined, machine -> written(machine, now, SELECTED));
      LOG.log(Level.DEBUG, "{0} machines are selected from now on", written.size());
      for (MachineSummary machine : notSelected) {
        if (last.getOrDefault(machine.vmId(), "").endsWith(SELECTED)) {
          problems.add(left(written(machine, now, LEFT)));
        }
      }
    } catch (CloudFailure failure) {
      problems.add(failure.problem());
    }
    return problems;
  }

  /** The last change of each vmId; names come in order, so in that of time. */
  private Map<String, String> last() {
    Map<String, String> last = new HashMap<>();
    for (String name : documents.names(PLACE)) {
      int end = name.indexOf('/', PLACE.length());
      if (end > 0) {
        last.put(name.substring(PLACE.length(), end), name);
      }
    }
    return last;
  }

  private MachineSummary written(MachineSummary machine, Instant now, String what) {
    documents.put(
        PLACE + machine.vmId() + "/" + PointId.prefix(now) + what, machine.id().value() + "\n");
    return machine;
  }

  private static Problem left(MachineSummary machine) {
    return new Problem(
        Code.NO_LONGER_SELECTED,
        machine.id().value(),
        "it was selected by a policy at the tick before and is not any more");
  }
}
