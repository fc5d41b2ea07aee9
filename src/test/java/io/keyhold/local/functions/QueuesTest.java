package io.keyhold.local.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueuesTest {
  private static final QueueName WORK = new QueueName("Q", "work");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final TestClock clock = new TestClock();
  private final Queues queues = new Queues(clock);

  private QueueMessage take() {
    return queues.take(WORK, 1, MINUTE).getFirst();
  }

  @Test
  void messagesAreTakenOldestFirstAndAreThenInvisible() {
    queues.send(WORK, "one!");
    queues.send(WORK, "two!");
    assertThat(queues.take(WORK, 5, MINUTE)).hasSize(2);
    assertThat(queues.take(WORK, 5, MINUTE)).isEmpty();
    assertThat(queues.texts(WORK)).containsExactly("one!", "two!");
  }

  @Test
  void aMessageThatIsNotDeletedComesBack() {
    queues.send(WORK, "x");
    QueueMessage first = take();
    clock.advance(MINUTE);
    QueueMessage second = take();
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.dequeueCount()).isEqualTo(2);
    assertThat(second.popReceipt()).isNotEqualTo(first.popReceipt());
  }

  @Test
  void onlyWhoTookAMessageLastCanDeleteIt() {
    queues.send(WORK, "x");
    QueueMessage first = take();
    clock.advance(MINUTE);
    QueueMessage second = take();
    queues.delete(first);
    queues.release(first, Duration.ZERO);
    queues.moveToPoison(first);
    assertThat(queues.peek(WORK)).containsExactly(second);
    queues.delete(second);
    assertThat(queues.peek(WORK)).isEmpty();
  }

  @Test
  void messagesEndAfterSevenDays() {
    queues.send(WORK, "x");
    clock.advance(Duration.ofDays(7));
    assertThat(queues.take(WORK, 1, MINUTE)).isEmpty();
  }

  @Test
  void queuesOfAnotherConnectionAreOthers() {
    queues.send(WORK, "x");
    assertThat(queues.texts(new QueueName("P", "work"))).isEmpty();
  }

  @Test
  void base64IsReadAsTheHostReadsIt() throws Exception {
    for (String decoded : List.of("abcd", "two words", "YQ==", "")) {
      assertThat(QueueOutput.base64(decoded)).as(decoded).isPresent();
    }
    for (String plain : List.of("abc", "YQ", "{\"a\":1}", "abc!", "a=bc", "ab-_")) {
      assertThat(QueueOutput.base64(plain)).as(plain).isEmpty();
    }
  }

  @Test
  void aBinaryOutputIsNotDecoded() throws Exception {
    assertThat(QueueOutput.messages(Json.read("\"abcd\""), true))
        .containsExactly("abcd".getBytes(UTF_8));
  }

  @Test
  void aSingleObjectIsOneIndentedMessage() throws Exception {
    assertThat(QueueOutput.messages(Json.read("{\"a\":true}"), false))
        .containsExactly("{\n  \"a\": true\n}".getBytes(UTF_8));
    assertThat(QueueOutput.messages(Json.read("\"{\\\"a\\\":true}\""), false))
        .containsExactly("{\n  \"a\": true\n}".getBytes(UTF_8));
    assertThat(QueueOutput.messages(Json.read("true"), false))
        .containsExactly("True".getBytes(UTF_8));
  }
}
