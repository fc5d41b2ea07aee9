package io.keyhold.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.Change;
import io.keyhold.domain.Event;
import io.keyhold.domain.PointId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Events of format 1 as the first release wrote them. These files are never changed: somewhere a
 * recovery point has the same bytes. A new format gets a folder of its own.
 */
class FormatOneTest {

  private static final PointId POINT = new PointId("20261124T010000Z-0123456789ab");

  @ParameterizedTest
  @MethodSource("names")
  void todaysCodeReadsIt(String name) {
    assertThat(EventJson.read(POINT, file(name))).isEqualTo(FormatOneEvents.all().get(name));
  }

  @ParameterizedTest
  @MethodSource("names")
  void todaysCodeWritesTheSameBytes(String name) {
    Event event = FormatOneEvents.all().get(name);

    assertThat(new String(EventJson.write(event), StandardCharsets.UTF_8))
        .isEqualTo(new String(file(name), StandardCharsets.UTF_8));
  }

  @Test
  void everyKindOfChangeHasItsFile() {
    assertThat(
            FormatOneEvents.all().values().stream()
                .map(event -> event.change().getClass().getSimpleName())
                .distinct())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Change.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .toList());
  }

  static Collection<String> names() {
    return FormatOneEvents.all().keySet();
  }

  private static byte[] file(String name) {
    try (InputStream file = FormatOneTest.class.getResourceAsStream("format-1/" + name + ".json")) {
      assertThat(file).as("the file of " + name).isNotNull();
      return file.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
