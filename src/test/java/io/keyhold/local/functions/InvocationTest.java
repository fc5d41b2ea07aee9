package io.keyhold.local.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is posted to a handler, and how its answer is read. */
class InvocationTest {
  @TempDir static Path folder;

  private static final TestClock CLOCK = new TestClock();
  private static final LogWatch LOG = new LogWatch();
  private static FakeApp app;
  private static FunctionsHost host;

  @BeforeAll
  static void start() {
    app =
        new FakeApp(folder)
            .host("{\"functionTimeout\": \"00:05:00\"}")
            .function("tick", FakeApp.timer(), FakeApp.queueOutput("machines", "out"));
    host = FunctionsHost.start(app.options(CLOCK).logs(LOG));
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  private static Invocation answered(String answer) {
    app.answers("tick", answer);
    return host.fire("tick");
  }

  @Test
  void aCallIsAPostUnderTheFunctionsNameWithTheHostsHeaders() {
    app.reports("tick");
    Invocation invocation = host.fire("tick");
    assertThat(invocation.logs())
        .contains(
            "POST /tick",
            "content-type: application/json; charset=utf-8",
            "x-azure-functions-hostversion: 4.1037.0",
            "x-azure-functions-invocationid: " + invocation.id(),
            "user-agent: Azure-Functions-Host/4.1037.0")
        .contains("length " + invocation.request().length());
  }

  @Test
  void everyInvocationSaysWhoItIsForAndWhen() throws Exception {
    app.reports("tick");
    JsonNode sys = Json.read(host.fire("tick").request()).at("/Metadata/sys");
    assertThat(sys.path("MethodName").asText()).isEqualTo("tick");
    assertThat(sys.path("UtcNow").asText()).startsWith("2026-11-23T");
    assertThat(sys.path("RandGuid").asText()).hasSize(36);
  }

  @Test
  void everythingOfACallIsRecorded() {
    Invocation invocation =
        answered(
            FakeApp.json(
                "{'Outputs': {'machines': ['{}'], 'other': 1}, 'Logs': ['gate passed'], 'ReturnValue': null}"));
    assertThat(invocation.succeeded()).isTrue();
    assertThat(invocation.status()).hasValue(200);
    assertThat(invocation.answer()).contains("gate passed");
    assertThat(invocation.outputs()).containsOnlyKeys("machines", "other");
    assertThat(invocation.undeclaredOutputs()).containsExactly("other");
    assertThat(invocation.logs()).containsExactly("gate passed");
    assertThat(host.invocations("tick")).last().isEqualTo(invocation);
  }

  @Test
  void logsOfTheAnswerAreInformation() throws Exception {
    answered(FakeApp.json("{'Logs': ['an error that is none']}"));
    assertThat(LOG.await("an error that is none", 1).level()).isEqualTo(LogLine.Level.INFORMATION);
  }

  @Test
  void namesInTheAnswerHaveNoCase() {
    assertThat(answered(FakeApp.json("{'outputs': {'machines': null}, 'logs': ['x']}")).logs())
        .containsExactly("x");
  }

  @Test
  void anAnswerOf201IsASuccess() {
    assertThat(answered("201 application/json\n{}").succeeded()).isTrue();
  }

  @Test
  void anAnswerOf500FailsAndItsBodyIsIgnored() {
    Invocation invocation = answered("500 application/json\n{\"Logs\": [\"unheard\"]}");
    assertThat(invocation.outcome().reason()).contains("does not indicate success: 500");
    assertThat(invocation.logs()).isEmpty();
  }

  @Test
  void anAnswerThatIsNoJsonFailsAndIsQuoted() {
    assertThat(answered("200 application/json\n{broken").outcome().reason())
        .contains("Invalid HttpResponseMessage", "{broken");
  }

  @Test
  void anAnswerOfAnotherMediaTypeFails() {
    assertThat(answered("200 text/plain\n{}").outcome().reason())
        .contains("Invalid HttpResponseMessage");
  }

  @Test
  void anAnswerWithoutAMediaTypeFails() {
    assertThat(answered("200\n{}").succeeded()).isFalse();
  }

  @Test
  void anAnswerOfTheWrongShapeFails() {
    assertThat(answered(FakeApp.json("[]")).succeeded()).isFalse();
    assertThat(answered(FakeApp.json("{'Outputs': []}")).succeeded()).isFalse();
    assertThat(answered(FakeApp.json("{'Logs': 'text'}")).succeeded()).isFalse();
  }

  @Test
  void anAnswerOfNullNeverCompletes() throws Exception {
    int moves = CLOCK.moves().size();
    Invocation invocation = answered("200 application/json\nnull");
    assertThat(invocation.outcome()).isInstanceOf(Outcome.TimedOut.class);
    assertThat(invocation.outcome().reason()).contains("never completes");
    assertThat(CLOCK.moves()).hasSize(moves + 1).last().isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void anEmptyAnswerNeverCompletes() {
    assertThat(answered("200 application/json\n").outcome()).isInstanceOf(Outcome.TimedOut.class);
    assertThat(answered("204\n").outcome()).isInstanceOf(Outcome.TimedOut.class);
  }

  @Test
  void aBrokenConnectionFails() {
    assertThat(answered("reset").outcome().reason()).contains("could not be called");
  }

  @Test
  void aRedirectIsFollowed() {
    app.answers("elsewhere", FakeApp.json("{'Logs': ['arrived']}"));
    assertThat(answered("redirect /elsewhere").logs()).containsExactly("arrived");
  }
}
