package io.keyhold.fidelity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
                text.append("  %s: %s. %s%n".formatted(verdict.id(), verdict.word(), why(verdict)))
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

  /** One table of all that has an excuse, by reason. */
  private String excused() {
    var byReason = new LinkedHashMap<Excuse, List<String>>();
    for (var excuse : Excuses.ALL) {
      byReason.put(excuse, excuse.exchanges().stream().sorted().toList());
    }
    var text = new StringBuilder();
    for (var sort : Excuse.Sort.values()) {
      text.append("## ")
          .append(sort.title())
          .append("\n\n| Because | What | Where |\n|---|---|---|\n");
      byReason.forEach(
          (excuse, exchanges) -> {
            if (excuse.sort() == sort) {
              text.append(row(excuse, exchanges));
            }
          });
      text.append("\n");
    }
    return text.toString();
  }

  private static String row(Excuse excuse, List<String> exchanges) {
    return "| %s | %s | %s |\n"
        .formatted(
            cell(excuse.reason()),
            excuse.differences().stream()
                .sorted()
                .map(what -> "`" + cell(what) + "`")
                .collect(Collectors.joining(", ")),
            String.join(", ", exchanges));
  }

  private String passed() {
    var text = new StringBuilder("## Passed\n\n");
    verdicts.forEach(
        (folder, all) ->
            text.append("**")
                .append(folder)
                .append("**: ")
                .append(
                    all.stream()
                        .filter(verdict -> verdict.word().equals("passed"))
                        .map(Verdict::id)
                        .collect(Collectors.joining(", ")))
                .append("\n\n"));
    return text.toString().stripTrailing() + "\n";
  }

  private static String cell(String text) {
    return text.replace("<", "&lt;").replace("|", "\\|");
  }
}
