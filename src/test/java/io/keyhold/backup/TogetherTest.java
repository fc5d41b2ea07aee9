package io.keyhold.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many small things at once. */
class TogetherTest {

  private static final List<Integer> MANY = IntStream.range(0, 1_000).boxed().toList();

  @Test
  void theResultsComeInTheOrderOfTheThings() {
    assertThat(Together.map(MANY, number -> 2 * number))
        .isEqualTo(MANY.stream().map(number -> 2 * number).toList());
  }

  @Test
  void manyAreDoneAtOnce() {
    CountDownLatch two = new CountDownLatch(2);
    assertThat(Together.map(MANY, number -> met(two))).doesNotContain(false);
  }

  private static boolean met(CountDownLatch two) {
    two.countDown();
    try {
      return two.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void aFewAreDoneOneAfterTheOtherInTheThreadThatAsks() {
    var threads = ConcurrentHashMap.<Thread>newKeySet();
    Together.map(
        MANY.subList(0, Together.WORTHWHILE - 1), number -> threads.add(Thread.currentThread()));
    assertThat(threads).containsExactly(Thread.currentThread());
  }

  @Test
  void aFailureIsThrownAsItWasMet() {
    assertThatThrownBy(
            () ->
                Together.map(
                    MANY,
                    number -> {
                      if (number == 700) {
                        throw new IllegalArgumentException("seven hundred");
                      }
                      return number;
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("seven hundred");
  }
}
