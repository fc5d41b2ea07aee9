package io.keyhold.azure.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** One limit, with the clock in hand. */
class RoomTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private final Room room = new Room(Limit.bucket(100, 10), true, NOON);

  private long take() {
    room.reserve();
    return room.sent();
  }

  private static Instant after(long millis) {
    return NOON.plusMillis(millis);
  }

  @Test
  void aFullBucketLetsCallsThroughAtOnceButForATwentieth() {
    for (int call = 1; call <= 95; call++) {
      assertThat(room.ahead(NOON)).isZero();
      take();
    }
    assertThat(room.ahead(NOON)).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void reservationsLineUpAtThePaceOfTheRefill() {
    for (int call = 1; call <= 96; call++) {
      take();
    }
    assertThat(room.ahead(NOON)).isEqualTo(Duration.ofMillis(200));
    assertThat(room.ahead(after(200))).isZero();
  }

  @Test
  void whatTheServiceSaysIsLeftWins() {
    room.ended(take(), 7, NOON);
    assertThat(room.ahead(NOON)).isZero();
    room.ended(take(), 4, NOON);
    assertThat(room.ahead(NOON)).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void callsThatTheServiceMayNotHaveCountedYetAreTakenOff() {
    long first = take();
    take();
    take();
    room.ended(first, 7, NOON);
    assertThat(room.ahead(NOON)).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void aServiceThatHasMoreThanWasThoughtIsBelieved() {
    room.ended(take(), 1_000, NOON);
    for (int call = 1; call <= 900; call++) {
      assertThat(room.ahead(NOON)).isZero();
      take();
    }
  }

  @Test
  void theLessIsLeftTheLongerEverybodyWaits() {
    room.ended(take(), 5, NOON);
    Duration little = room.ahead(NOON);
    room.ended(take(), 1, NOON);
    assertThat(room.ahead(NOON)).isGreaterThan(little);
  }

  @Test
  void aRefusalClosesTheRoomForAsLongAsTheServiceSays() {
    room.refused(Duration.ofSeconds(17), NOON);
    assertThat(room.ahead(after(7_000))).isEqualTo(Duration.ofSeconds(10));
    assertThat(room.closed(after(17_000))).isZero();
  }

  @Test
  void aServiceThatDoesNotSayWhatIsLeftGetsHalfThePaceAfterARefusal() {
    Room blind = new Room(Limit.bucket(1, 10), false, NOON);
    blind.refused(Duration.ZERO, NOON);
    assertThat(blind.ahead(NOON)).isEqualTo(Duration.ofMillis(200));
    for (int call = 0; call < 40; call++) {
      blind.letIn();
    }
    assertThat(blind.ahead(NOON)).isEqualTo(Duration.ofMillis(100));
  }
}
