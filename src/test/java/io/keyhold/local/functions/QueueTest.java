package io.keyhold.local.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a queue function is told, and what its outputs become, with the host's default settings. */
class QueueTest {
  private static final QueueName WORK = new QueueName("Q", "work");
  private static final QueueName POISON = new QueueName("Q", "work-poison");
  private static final QueueName BYTES = new QueueName("Q", "bytes");
  private static final QueueName DONE = new QueueName("Q", "done");
  private static final QueueName RETURNED = new QueueName("Q", "returned");

  @TempDir static Path folder;

  private static final TestClock CLOCK = new TestClock();
  private static FakeApp app;
  private static FunctionsHost host;
  private static Queues queues;

  @BeforeAll
  static void start() {
    String binary =
        FakeApp.queueTrigger("bytes")
            .replace("\"connection\"", "\"dataType\": \"binary\", \"connection\"");
    app =
        new FakeApp(folder)
            .function("work", FakeApp.queueTrigger("work"), FakeApp.queueOutput("done", "done"))
            .function(
                "bytes",
                binary,
                FakeApp.queueOutput("done", "done"),
                FakeApp.queueOutput("$return", "returned"));
    host = FunctionsHost.start(app.options(CLOCK));
    queues = host.queues();
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  @BeforeEach
  void emptyQueues() {
    List.of(WORK, POISON, BYTES, DONE, RETURNED).forEach(queues::clear);
    app.reports("work");
  }

  /** Lets the function have one message and answer with this. */
  private static Invocation answered(String body) {
    app.answers("work", FakeApp.json(body));
    return delivered("x");
  }

  private static Invocation delivered(String text) {
    queues.send(WORK, text);
    host.pump();
    return host.invocations("work").getLast();
  }

  private static JsonNode request(String text) throws Exception {
    return Json.read(delivered(text).request());
  }

  @Test
  void aMessageArrivesAsItsJsonTextInAString() throws Exception {
    assertThat(request("hello").at("/Data/message").textValue()).isEqualTo("\"hello\"");
  }

  @Test
  void aJsonMessageIsEncodedTwice() throws Exception {
    String value = request("{\"a\":1}").at("/Data/message").textValue();
    assertThat(value).isEqualTo("\"{\\\"a\\\":1}\"");
    assertThat(Json.read(Json.read(value).textValue()).path("a").asInt()).isEqualTo(1);
  }

  @Test
  void aBinaryBindingGetsTheMessageInBase64() throws Exception {
    queues.send(BYTES, "hello");
    host.pump();
    JsonNode data = Json.read(host.invocations("bytes").getLast().request()).path("Data");
    assertThat(data.path("message").textValue()).isEqualTo("aGVsbG8=");
  }

  @Test
  void theSizeOfTheMessageIsRecorded() {
    assertThat(delivered("grün").payloadBytes()).isEqualTo(5);
  }

  @Test
  void theMetadataSaysWhatTheQueueKnows() throws Exception {
    JsonNode metadata = request("hello").path("Metadata");
    assertThat(metadata.path("DequeueCount").textValue()).isEqualTo("1");
    assertThat(metadata.path("Id").textValue()).matches("\".{36}\"");
    assertThat(metadata.path("PopReceipt").textValue()).startsWith("\"");
    assertThat(metadata.path("InsertionTime").textValue()).isEqualTo("2026-11-23T00:00:00+00:00");
    assertThat(metadata.path("NextVisibleTime").textValue()).isEqualTo("2026-11-23T00:10:00+00:00");
    assertThat(metadata.path("ExpirationTime").textValue()).isEqualTo("2026-11-30T00:00:00+00:00");
    assertThat(metadata.at("/sys/MethodName").textValue()).isEqualTo("work");
    assertThat(metadata.has("QueueTrigger")).isFalse();
  }

  @Test
  void topLevelMembersOfTheMessageAreAddedToTheMetadataAndOverwriteIt() throws Exception {
    JsonNode metadata =
        request(
                "{\"vm\": \"one\", \"id\": 7, \"yes\": true, \"o\": {\"p\": 1}, \"list\": [1], \"none\": null, \"aTrigger\": 1}")
            .path("Metadata");
    assertThat(metadata.path("vm").textValue()).isEqualTo("\"one\"");
    assertThat(metadata.path("Id").textValue()).isEqualTo("\"7\"");
    assertThat(metadata.path("yes").textValue()).isEqualTo("\"True\"");
    assertThat(metadata.at("/o/p").asInt()).isEqualTo(1);
    assertThat(List.of("list", "none", "aTrigger", "id")).noneMatch(metadata::has);
  }

  @Test
  void aMessageIsGoneWhenItsFunctionSucceeds() {
    assertThat(delivered("x").succeeded()).isTrue();
    assertThat(queues.texts(WORK)).isEmpty();
    assertThat(queues.texts(POISON)).isEmpty();
  }

  @Test
  void aMessageThatKeepsFailingIsDeliveredFiveTimesAndThenPoison() {
    app.answers("work", "500\n");
    queues.send(WORK, "x");
    assertThat(host.pump()).isEqualTo(5);
    assertThat(queues.texts(WORK)).isEmpty();
    assertThat(queues.texts(POISON)).containsExactly("x");
  }

  @Test
  void aMessageThatIsNotBase64IsNotDelivered() {
    int before = host.invocations().size();
    queues.sendRaw(WORK, "{plain}");
    host.pump();
    assertThat(host.invocations()).hasSize(before);
    assertThat(queues.texts(POISON)).containsExactly("{plain}");
  }

  @Test
  void anArrayOutputBecomesAMessagePerElement() {
    app.answers(
        "work",
        "200 application/json\n{\"Outputs\": {\"done\": [\"{\\\"a\\\":1}\", \"abcd\", 3, {\"b\": {}}]}}");
    delivered("x");
    assertThat(queues.texts(DONE)).containsExactly("{\"a\":1}", "abcd", "3", "{\n  \"b\": {}\n}");
  }

  @Test
  void aStringOutputThatHoldsAnArrayFansOutToo() {
    answered("{'Outputs': {'done': '[1, 2]'}}");
    assertThat(queues.texts(DONE)).containsExactly("1", "2");
  }

  @Test
  void aStringOutputThatHappensToBeBase64IsDecoded() {
    answered("{'Outputs': {'done': 'aGVsbG8='}}");
    assertThat(queues.texts(DONE)).containsExactly("hello");
  }

  @Test
  void outputsAreWrittenInBase64() {
    answered("{'Outputs': {'done': 'a message.'}}");
    String encoded =
        Base64.getEncoder().encodeToString("a message.".getBytes(StandardCharsets.UTF_8));
    assertThat(queues.peek(DONE)).extracting(QueueMessage::raw).containsExactly(encoded);
  }

  @Test
  void anOutputOfNullWritesNothing() {
    assertThat(answered("{'Outputs': {'done': null}}").succeeded()).isTrue();
    assertThat(queues.texts(DONE)).isEmpty();
  }

  @Test
  void anOutputWithoutABindingIsDroppedAndRecorded() {
    assertThat(answered("{'Outputs': {'elsewhere': 'a message.'}}").undeclaredOutputs())
        .containsExactly("elsewhere");
  }

  @Test
  void aFailedFunctionWritesNothing() {
    app.answers("work", "500 application/json\n{\"Outputs\": {\"done\": \"a message.\"}}");
    delivered("x");
    assertThat(queues.texts(DONE)).isEmpty();
  }

  @Test
  void aMessageAbove64KibFailsTheFunctionAndNothingIsWritten() {
    Invocation invocation =
        answered("{'Outputs': {'done': ['small', '" + "-".repeat(50_000) + "']}}");
    assertThat(invocation.outcome().reason()).contains("too large");
    assertThat(queues.texts(DONE)).isEmpty();
  }

  @Test
  void anOutputThatOnlyLooksLikeJsonFailsTheFunction() {
    assertThat(answered("{'Outputs': {'done': '{a, b}'}}").outcome().reason())
        .contains("looks like JSON but is not");
  }

  @Test
  void aReturnValueReplacesOutputsOfItsNames() {
    answered("{'Outputs': {'done': 'an output.'}, 'ReturnValue': {'done': 'a return value.'}}");
    assertThat(queues.texts(DONE)).containsExactly("a return value.");
  }

  @Test
  void aReturnBindingTakesTheReturnValueAndLeavesOutputsAlone() {
    app.answers(
        "bytes", FakeApp.json("{'Outputs': {'done': 'an output.'}, 'ReturnValue': {'done': 1}}"));
    queues.send(BYTES, "x");
    host.pump();
    app.reports("bytes");
    assertThat(queues.texts(DONE)).containsExactly("an output.");
    assertThat(queues.texts(RETURNED)).containsExactly("{\n  \"done\": 1\n}");
  }
}
