package io.keyhold.fidelity;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of one exchange.
 *
 * @param id the file and the name
 * @param differences all of them
 * @param excuses those that cover it
 */
record Verdict(String id, Map<String, String> differences, List<Excuse> excuses) {

  static Verdict of(String id, Map<String, String> differences) {
    return new Verdict(
        id, differences, Excuses.ALL.stream().filter(excuse -> excuse.covers(id)).toList());
  }

  static Verdict ofSession(Recorded call, Map<String, String> differences) {
    return new Verdict(call.id(), differences, SessionExcuses.of(call, differences));
  }

  /** Differences without an excuse, and excuses without a difference. */
  Map<String, String> faults() {
    var faults = new TreeMap<String, String>();
    differences.forEach(
        (what, how) -> {
          if (excuses.stream().noneMatch(excuse -> excuse.excuses(what))) {
            faults.put(what, how);
          }
        });
    excuses.forEach(
        excuse ->
            excuse
                .stale(differences)
                .forEach(what -> faults.put("stale excuse: " + what, excuse.reason())));
    return faults;
  }

  /** The word of the table: the worst that its excuses say. */
  String word() {
    if (!faults().isEmpty()) {
      return "FAULTY";
    }
    return excuses.stream()
        .map(Excuse::sort)
        .max(Enum::compareTo)
        .map(Excuse.Sort::word)
        .orElse("passed");
  }

  List<String> reasons() {
    return excuses.stream().map(Excuse::reason).toList();
  }
}
