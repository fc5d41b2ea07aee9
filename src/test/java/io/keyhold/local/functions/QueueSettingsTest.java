package io.keyhold.local.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What extensions.queues of host.json changes. */
class QueueSettingsTest {
  private static final QueueName WORK = new QueueName("Q", "work");
  private static final QueueName POISON = new QueueName("Q", "work-poison");

  @TempDir Path folder;

  private final TestClock clock = new TestClock();

  private FakeApp app(String settings) {
    return new FakeApp(folder)
        .host("{\"extensions\": {\"queues\": {" + settings.replace('\'', '"') + "}}}")
        .function("work", FakeApp.queueTrigger("work"), FakeApp.queueOutput("done", "done"));
  }

  @Test
  void aFailedMessageComesBackAfterTheVisibilityTimeoutAndIsCounted() throws Exception {
    FakeApp app =
        app("'visibilityTimeout': '00:01:00', 'maxDequeueCount': 2").answers("work", "500\n");
    try (FunctionsHost host = FunctionsHost.start(app.options(clock))) {
      host.queues().send(WORK, "x");
      assertThat(host.pump()).isEqualTo(1);
      clock.advance(Duration.ofSeconds(59));
      assertThat(host.pump()).isZero();
      clock.advance(Duration.ofSeconds(1));
      assertThat(host.pump()).isEqualTo(1);
      String last = host.invocations().getLast().request();
      assertThat(Json.read(last).at("/Metadata/DequeueCount").textValue()).isEqualTo("2");
      assertThat(host.queues().texts(POISON)).containsExactly("x");
    }
  }

  @Test
  void withoutAnEncodingMessagesAreReadAndWrittenAsTheyAre() {
    FakeApp app =
        app("'messageEncoding': 'none'")
            .answers("work", FakeApp.json("{'Outputs': {'done': 'plain!'}}"));
    try (FunctionsHost host = FunctionsHost.start(app.options(clock))) {
      host.queues().sendRaw(WORK, "{plain}");
      host.pump();
      assertThat(host.queues().peek(new QueueName("Q", "done")))
          .extracting(QueueMessage::raw)
          .containsExactly("plain!");
    }
  }

  @Test
  void messagesOfABatchRunAtTheSameTime() {
    FakeApp app =
        app("'batchSize': 2, 'newBatchThreshold': 0")
            .answers("work", "meet\n" + FakeApp.json("{}"));
    try (FunctionsHost host = FunctionsHost.start(app.options(clock))) {
      host.queues().send(WORK, "one");
      host.queues().send(WORK, "two");
      host.awaitIdle(Duration.ofSeconds(30));
      assertThat(host.invocations()).hasSize(2).allMatch(Invocation::succeeded);
    }
  }

  @Test
  void aNewBatchIsTakenWhenNoMoreThanTheThresholdIsInHand() {
    FakeApp app =
        app("'batchSize': 1, 'newBatchThreshold': 1")
            .answers("work", "meet\n" + FakeApp.json("{}"));
    try (FunctionsHost host = FunctionsHost.start(app.options(clock))) {
      host.queues().send(WORK, "one");
      host.queues().send(WORK, "two");
      host.awaitIdle(Duration.ofSeconds(30));
      assertThat(host.invocations()).hasSize(2).allMatch(Invocation::succeeded);
    }
  }

  @Test
  void aBatchOfOneWithoutAThresholdRunsOneMessageAtATime() {
    FakeApp app =
        app("'batchSize': 1, 'newBatchThreshold': 0")
            .answers("work", FakeApp.json("{'Logs': ['@inFlight']}"));
    try (FunctionsHost host = FunctionsHost.start(app.options(clock))) {
      List.of("one", "two", "three").forEach(text -> host.queues().send(WORK, text));
      assertThat(host.pump()).isEqualTo(3);
      assertThat(host.invocations())
          .flatExtracting(Invocation::logs)
          .containsExactly("1", "1", "1");
    }
  }

  @Test
  void waitingForIdleEndsWithASentence() {
    try (FunctionsHost host = FunctionsHost.start(app("").answers("work", "hang").options(clock))) {
      host.queues().send(WORK, "x");
      assertThatThrownBy(() -> host.awaitIdle(Duration.ofMillis(50)))
          .hasMessageContaining("still busy");
    }
  }

  @Test
  void queuesArePolledByThemselvesWhenSchedulesRun() throws Exception {
    LogWatch log = new LogWatch();
    FakeApp app = app("").answers("work", FakeApp.json("{'Logs': ['worked']}"));
    try (FunctionsHost host = FunctionsHost.start(app.options(clock).logs(log))) {
      host.runSchedules(true);
      host.queues().send(WORK, "x");
      log.await("worked", 1);
    }
  }
}
