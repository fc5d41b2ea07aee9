package io.keyhold.heard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.domain.Signal;
import io.keyhold.domain.SignalKind;
import io.keyhold.json.Json;
import io.keyhold.json.SignalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/log-events.md says what the program says; this writes it when asked to. */
class LogEventsPageTest {

  private static final Path PAGE = Path.of("docs", "log-events.md");
  private static final String COMMAND = "mvn test -Dtest=LogEventsPageTest -Dkeyhold.docs=write";

  /** Application Insights cuts a message after so many characters. */
  private static final int LONGEST_MESSAGE = 32_768;

  @Test
  void thePageSaysWhatTheProgramSays() throws IOException {
    if ("write".equals(System.getProperty("keyhold.docs"))) {
      Files.writeString(PAGE, page());
    }

    assertThat(Files.readString(PAGE))
        .as("docs/log-events.md; rewrite it: " + COMMAND)
        .isEqualTo(page());
  }

  @Test
  void everyKindOfSignalHasASample() {
    assertThat(SignalSamples.full().stream().map(signal -> signal.getClass().getName()))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Signal.class.getPermittedSubclasses()).map(Class::getName).toList());
  }

  @Test
  void everyMemberIsDescribedAndNoOther() {
    Set<String> written = new TreeSet<>();
    SignalSamples.full().forEach(signal -> names(SignalJson.of(signal), written));
    written.addAll(Set.of("causesLeftOut", "notesLeftOut"));

    assertThat(MemberWords.ALL.keySet()).containsExactlyInAnyOrderElementsOf(written);
  }

  private static void names(JsonNode node, Set<String> names) {
    node.properties()
        .forEach(
            member -> {
              names.add(member.getKey());
              names(member.getValue(), names);
            });
    if (node.isArray()) {
      node.forEach(element -> names(element, names));
    }
  }

  @Test
  void everyLineIsOneLineThatIsNotCut() {
    for (Signal signal : SignalSamples.longest()) {
      String line = Json.compact(SignalJson.of(signal));
      assertThat(line).as(signal.kind().text()).doesNotContain("\n", "\r");
      assertThat(line.length()).as(signal.kind().text()).isLessThan(LONGEST_MESSAGE);
    }
  }

  @Test
  void namesAndNumbersAreFrozen() {
    assertThat(Arrays.stream(SignalKind.values()).map(kind -> kind.number() + " " + kind.text()))
        .containsExactly(
            "1001 BackupSucceeded",
            "1002 BackupRefused",
            "1003 BackupHeld",
            "1004 BackupFailed",
            "1005 BackupAbandoned",
            "1101 KeyStateChanged",
            "1102 KeyStateResolved",
            "1203 CopyStarted",
            "1201 CopyCompleted",
            "1202 CopyFailed",
            "1301 RestoreStarted",
            "1302 RestoreSucceeded",
            "1303 RestoreFailed",
            "1304 RestoreCanceled",
            "1401 PointExpiring",
            "1402 PointKept",
            "1403 PointExpired",
            "1501 FleetChecked");
  }

  private static String page() {
    return """
    # Log events

    What Keyhold says to whoever watches: one JSON object on one line of the handler's standard \
    output, among the ordinary lines of the log. An event line begins with `{"event":`; no other \
    line does. The Functions host makes one trace of each line, unchanged, in the category \
    `Host.Function.Console` and always at the level Information (the line's own `level` is the one \
    that counts): in Application Insights `traces`, `message` is the line. `cloud_RoleName` is the \
    app.

        traces
        | where message has "BackupRefused"
        | extend e = parse_json(message)
        | where tostring(e.event) == "BackupRefused"

    A line is printed after the event that it tells of was written to the catalogue, and never \
    instead. A process that dies in between says nothing: what counts is the catalogue, and \
    `FleetChecked` says in every backup tick how all machines stand. A line is never longer than \
    the 32,768 characters that Application Insights keeps. host.json excludes traces from \
    sampling, or events would be lost exactly when there are many.

    Names, `id`s and members never change their meaning; new ones may come. There is no key \
    material in them: keys are named, never shown.

    Queries and a workbook: [terraform/monitoring](../terraform/monitoring). What to do at night: \
    [runbook.md](runbook.md). The codes in `reason`: [problems.md](problems.md).

    This page is written by a test from the events in the program: `%s`.

    ## Events

    | id | event | level | When | What to do |
    |---|---|---|---|---|
    """
            .formatted(COMMAND)
        + Arrays.stream(SignalKind.values())
            .map(LogEventsPageTest::row)
            .collect(Collectors.joining())
        + "\n## Members of each event\n\n"
        + "After `event`, `id`, `level` and `at`, which all have; `?` marks those that may be"
        + " absent.\n\n| event | members |\n|---|---|\n"
        + membersOfAll()
        + "\nMembers of a cause, in `causes` and `notes`, and of `KeyStateChanged` and"
        + " `KeyStateResolved` themselves: "
        + members(
            SignalJson.of(SignalSamples.full().get(1)).at("/causes/0"),
            SignalJson.of(SignalSamples.least().get(1)).at("/causes/0"))
        + ".\n\n## Members\n\n| member | What it is |\n|---|---|\n"
        + MemberWords.ALL.entrySet().stream()
            .map(member -> "| `" + member.getKey() + "` | " + member.getValue() + " |\n")
            .collect(Collectors.joining())
        + "\n## Examples\n\n"
        + SignalSamples.full().stream()
            .map(signal -> "    " + Json.compact(SignalJson.of(signal)) + "\n")
            .collect(Collectors.joining("\n"));
  }

  private static String row(SignalKind kind) {
    return "| %d | `%s` | %s | %s | %s |\n"
        .formatted(kind.number(), kind.text(), kind.level().word(), kind.when(), kind.todo());
  }

  private static String membersOfAll() {
    List<Signal> full = SignalSamples.full();
    List<Signal> least = SignalSamples.least();
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < full.size(); i++) {
      rows.append("| `")
          .append(full.get(i).kind().text())
          .append("` | ")
          .append(members(SignalJson.of(full.get(i)), SignalJson.of(least.get(i))))
          .append(" |\n");
    }
    return rows.toString();
  }

  private static String members(JsonNode full, JsonNode least) {
    return full.propertyStream()
        .map(Map.Entry::getKey)
        .filter(name -> !Set.of("event", "id", "level", "at").contains(name))
        .map(name -> "`" + name + (least.has(name) ? "`" : "`?"))
        .collect(Collectors.joining(", "));
  }
}
