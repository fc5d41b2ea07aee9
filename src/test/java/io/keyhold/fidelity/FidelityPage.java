package io.keyhold.fidelity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The page about what the local Azure answers like the real one, and what it does not.
 *
 * @param verdicts by the folder that the exchanges are from
 */
record FidelityPage(String command, Map<String, List<Verdict>> verdicts) {

  /** The counts, and everything that did not simply pass. */
  String summary() {
    var text = new StringBuilder("Fidelity of the local Azure\n").append(counts());
    verdicts.values().stream()
        .flatMap(List::stream)
        .filter(verdict -> !verdict.word().equals("passed"))
        .forEach(
            verdict ->
                text.append("  %s: %s. %s\n".formatted(verdict.id(), verdict.word(), why(verdict)))
                    .append(
                        verdict.faults().isEmpty() ? "" : "    FAULTS " + verdict.faults() + "\n"));
    return text.toString();
  }

  private static String why(Verdict verdict) {
    return verdict.reasons().stream().distinct().collect(Collectors.joining(" "));
  }

  private String counts() {
    var words = List.of("passed", "older form", "differs", "not called", "FAULTY");
    var text = new StringBuilder("| |");
    words.stream().limit(4).forEach(word -> text.append(" ").append(word).append(" |"));
    text.append("\n|---|---|---|---|---|\n");
    verdicts.forEach(
        (folder, all) -> {
          var counts = new TreeMap<String, Integer>();
          all.forEach(verdict -> counts.merge(verdict.word(), 1, Integer::sum));
          text.append("| ").append(folder).append(" (").append(all.size()).append(") |");
          words.stream()
              .limit(4)
              .forEach(word -> text.append(" " + counts.getOrDefault(word, 0) + " |"));
          text.append(
              counts.containsKey("FAULTY") ? " FAULTY: " + counts.get("FAULTY") + "\n" : "\n");
        });
    return text.toString();
  }

  String text() {
    return """
    # How close the local Azure is to the real one

    Every answer that was recorded from the real Azure is held against what the local Azure \
    answers in the same state: status, headers with a meaning, and the members of the body with \
    their order, types and values (names, ids and moments apart). `FidelityTest` does it; this \
    page is written from what it finds: `%s`. The recordings themselves are not part of this \
    repository.

    **passed**: nothing differs. **older form**: the real service has changed since it was \
    recorded, and the local one has the newer form, as other recordings show it. **differs**: \
    the local Azure is knowingly different. **not called**: neither Keyhold nor its tests send \
    this. What may differ is named; all else of such an exchange is compared, and a difference \
    that has gone fails the test.

    """
            .formatted(command)
        + counts()
        + "\n"
        + excused()
        + passed();
  }

  /** One table for each sort of excuse, a row for each reason. */
  private String excused() {
    var text = new StringBuilder();
    for (var sort : Excuse.Sort.values()) {
      var rows = new LinkedHashMap<String, Row>();
      verdicts.values().stream()
          .flatMap(List::stream)
          .forEach(
              verdict ->
                  verdict.excuses().stream()
                      .filter(excuse -> excuse.sort() == sort)
                      .forEach(
                          excuse ->
                              rows.computeIfAbsent(excuse.reason(), reason -> new Row())
                                  .add(excuse, verdict)));
      text.append(
          "## %s\n\n| Because | What | Where |\n|---|---|---|\n"
              .formatted(sort.title())
              .replace("\r", ""));
      rows.forEach(
          (reason, row) ->
              text.append("| %s | %s | %s |\n".formatted(cell(reason), row.what(), row.where())));
      text.append("\n");
    }
    return text.toString();
  }

  private static final class Row {
    private final Set<String> differences = new TreeSet<>();
    private final List<Verdict> found = new ArrayList<>();

    void add(Excuse excuse, Verdict verdict) {
      differences.addAll(excuse.differences());
      found.add(verdict);
    }

    String what() {
      return differences.stream()
          .map(what -> "`" + cell(what) + "`")
          .collect(Collectors.joining(", "));
    }

    String where() {
      return names(found);
    }
  }

  private String passed() {
    var text = new StringBuilder("## Passed\n\n");
    text.append(
        names(
            verdicts.values().stream()
                .flatMap(List::stream)
                .filter(verdict -> verdict.word().equals("passed"))
                .toList()));
    return text.append("\n").toString();
  }

  /** Exchanges by name, calls of sessions by their numbers. */
  private static String names(List<Verdict> found) {
    var byFile = new LinkedHashMap<String, List<String>>();
    for (var verdict : found) {
      var id = verdict.id().split("/", 2);
      var call = id[1].startsWith("#") ? id[1].split(" ", 2)[0] : id[1];
      var calls = byFile.computeIfAbsent(id[0], file -> new ArrayList<>());
      if (!calls.contains(call)) {
        calls.add(call);
      }
    }
    return byFile.entrySet().stream()
        .map(file -> "*" + file.getKey() + "* " + String.join(", ", file.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static String cell(String text) {
    return text.replace("<", "&lt;").replace("|", "\\|");
  }
}
