package io.keyhold.local.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostJsonTest {
  private static final Settings SETTINGS = new Settings(Map.of("NAME", "value"));

  private static HostJson host(String members) throws Exception {
    String json =
        "{'customHandler': {'description': {'defaultExecutablePath': 'handler'}}" + members + "}";
    return HostJson.of(Json.read(json.replace('\'', '"')));
  }

  private static HostJson handler(String members) throws Exception {
    return HostJson.of(Json.read(("{'customHandler': {" + members + "}}").replace('\'', '"')));
  }

  @Test
  void theDefaultsAreTheHosts() throws Exception {
    HostJson host = host("");
    assertThat(host.routePrefix()).isEqualTo("api");
    assertThat(host.functionTimeout()).hasValue(Duration.ofMinutes(30));
    assertThat(host.handler().initializationTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(host.queues()).isEqualTo(new QueueSettings(16, 8, 5, Duration.ZERO, true));
  }

  @Test
  void aTimeoutOfMinusOneIsUnlimited() throws Exception {
    assertThat(host(", 'functionTimeout': '-1'").functionTimeout()).isEmpty();
  }

  @Test
  void aTimeoutBelowASecondIsRefused() {
    assertThatThrownBy(() -> host(", 'functionTimeout': '00:00:00.5'"))
        .hasMessageContaining("at least one second");
  }

  @Test
  void aMissingDescriptionIsRefused() {
    assertThatThrownBy(() -> handler("")).hasMessageContaining("Missing worker Description");
    assertThatThrownBy(() -> handler("'description': {}"))
        .hasMessageContaining("defaultExecutablePath cannot be empty");
    assertThatThrownBy(() -> HostJson.of(Json.read("{}"))).hasMessageContaining("no customHandler");
  }

  @Test
  void otherWireFormsAreRefusedRatherThanServedWrongly() {
    String description = "'description': {'defaultExecutablePath': 'handler'}, ";
    for (String other :
        List.of(
            "'enableForwardingHttpRequest': true",
            "'enableProxyingHttpRequest': true",
            "'port': 8080",
            "'http': {}")) {
      assertThatThrownBy(() -> handler(description + other)).isInstanceOf(HostException.class);
    }
    assertThatThrownBy(() -> HostJson.of(Json.read("{\"httpWorker\": {}}")))
        .hasMessageContaining("httpWorker");
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> host(", 'extensions': {'queues': {'batchSize': 33}}"))
        .hasMessageContaining("batchSize");
  }

  @Test
  void timeSpansHaveDaysHoursMinutesSecondsAndFractions() {
    assertThat(TimeSpans.parse("1.02:03:04.5")).hasValue(Duration.parse("P1DT2H3M4.5S"));
    assertThat(TimeSpans.parse("00:10")).hasValue(Duration.ofMinutes(10));
    assertThat(TimeSpans.parse("7")).hasValue(Duration.ofDays(7));
    assertThat(TimeSpans.parse("24:00:00")).isEmpty();
    assertThat(TimeSpans.parse("soon")).isEmpty();
  }

  @Test
  void settingsStandInForNames() {
    assertThat(SETTINGS.resolve("a %NAME%", "x")).isEqualTo("a value");
    assertThat(SETTINGS.expand("%NAME% %NONE%")).isEqualTo("value %NONE%");
    assertThat(SETTINGS.expandOrDrop("%NAME% %NONE%")).isEqualTo("value ");
    assertThatThrownBy(() -> SETTINGS.resolve("%NONE%", "queue.queueName"))
        .hasMessageContaining("'%NONE%' in queue.queueName");
  }

  @Test
  void aFunctionHasOneTriggerAndKnownBindings() {
    assertThatThrownBy(() -> function("[]")).hasMessageContaining("0 triggers");
    assertThatThrownBy(() -> function("[{'type': 'blobTrigger', 'name': 'b'}]"))
        .hasMessageContaining("blobTrigger");
    assertThatThrownBy(
            () -> function("[{'type': 'httpTrigger'}, {'type': 'blob', 'direction': 'out'}]"))
        .hasMessageContaining("'blob'");
    assertThatThrownBy(() -> function("[{'type': 'httpTrigger'}], 'retry': {'strategy': 'never'}"))
        .hasMessageContaining("'never'");
  }

  private static FunctionJson function(String bindings) throws Exception {
    return FunctionJson.of(
        "f", Json.read(("{'bindings': " + bindings + "}").replace('\'', '"')), SETTINGS);
  }

  @Test
  void aCommandLineIsSplitAtBlanksOutsideQuotes() {
    assertThat(CommandLine.split(" -a  b \"c d\" e\"f g\"h \\\"i \"\""))
        .containsExactly("-a", "b", "c d", "ef gh", "\"i", "");
  }

  @Test
  void standardErrorIsAnErrorUnlessItWarns() {
    assertThat(ConsoleLines.ofStandardError("plain", true)).isEqualTo(LogLine.Level.ERROR);
    assertThat(ConsoleLines.ofStandardError("WARNING: x", true)).isEqualTo(LogLine.Level.WARNING);
    assertThat(ConsoleLines.ofStandardError("plain", false)).isEqualTo(LogLine.Level.INFORMATION);
    assertThat(ConsoleLines.ofStandardError("it failed", false)).isEqualTo(LogLine.Level.ERROR);
  }
}
