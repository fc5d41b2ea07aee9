package io.keyhold.fidelity;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Why some exchanges are not answered as they were recorded.
 *
 * @param differences what may differ, as {@link Comparison} names it; empty: everything
 * @param exchanges their ids; each must show each of the differences, or the excuse is stale
 */
record Excuse(Sort sort, String reason, Set<String> differences, Set<String> exchanges) {

  enum Sort {
    /** Neither the product nor its stage sends this. */
    NOT_CALLED("not called", "Not called"),
    /** The real service has changed since; the local Azure has the newer form. */
    OLDER("older form", "Older forms"),
    /** The local Azure differs. */
    DIFFERENT("differs", "Differs");

    private final String word;
    private final String title;

    Sort(String word, String title) {
      this.word = word;
      this.title = title;
    }

    /** The heading of its table. */
    String title() {
      return title;
    }

    String word() {
      return word;
    }
  }

  boolean covers(String exchange) {
    return exchanges.contains(exchange);
  }

  boolean excuses(String difference) {
    return differences.isEmpty()
        || differences.stream()
            .anyMatch(
                known ->
                    known.endsWith("*")
                        ? difference.startsWith(known.substring(0, known.length() - 1))
                        : known.equals(difference));
  }

  /** Which of its differences do not show in an exchange that it excuses. */
  Set<String> stale(Map<String, String> found) {
    var stale = new TreeSet<String>();
    if (differences.isEmpty() && found.isEmpty()) {
      stale.add("everything passes");
    }
    for (var known : differences) {
      var one = new Excuse(sort, reason, Set.of(known), exchanges);
      if (found.keySet().stream().noneMatch(one::excuses)) {
        stale.add(known);
      }
    }
    return stale;
  }
}
