package io.keyhold.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.local.LaunchedAgainstAnApp.Ended;
import java.io.IOException;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code ./keyhold check-access}: it asks each app to the end, and ends with what it found. */
class CheckAccessCommandTest {

  private static final String FIRST =
      "{\"value\":[{\"missing\":[]}],\"nextLink\":\"/api/check-access?after=bWFj\"}";
  private static final String LACKS =
      "{\"value\":[{\"missing\":[{\"action\":\"a\",\"remedy\":\"az role\"}]}]}";
  private static final String FINE = "{\"value\":[{\"missing\":[]}]}";

  private final LaunchedAgainstAnApp app = new LaunchedAgainstAnApp(CheckAccessCommandTest::answer);

  @AfterEach
  void stop() {
    app.close();
  }

  private static String answer(URI asked) {
    if (asked.getPath().startsWith("/other")) {
      return FINE;
    }
    return asked.getQuery() == null ? FIRST : LACKS;
  }

  private static Ended run(String token, String... urls) throws IOException, InterruptedException {
    String[] arguments =
        Stream.concat(Stream.of("check-access"), Stream.of(urls)).toArray(String[]::new);
    return LaunchedAgainstAnApp.run(token, arguments);
  }

  @Test
  void itAsksEachAppToTheEndAndEndsWithOneBecauseARightIsMissing() throws Exception {
    Ended ended = run("token-1", app.url() + "/", app.url() + "/other");

    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out().lines()).hasSize(3).contains(LACKS).contains(FINE);
    assertThat(app.asked())
        .containsExactly(
            "GET /api/check-access Bearer token-1",
            "GET /api/check-access?after=bWFj Bearer token-1",
            "GET /other/api/check-access Bearer token-1");
  }

  @Test
  void nothingIsMissingThenItEndsWithZero() throws Exception {
    Ended ended = run("token-1", app.url() + "/other");

    assertThat(ended.code()).isZero();
    assertThat(app.asked()).containsExactly("GET /other/api/check-access Bearer token-1");
  }

  @Test
  void aRefusalIsShownAndHowToGoOnIsSaid() throws Exception {
    Ended ended = run(LaunchedAgainstAnApp.WRONG, app.url());

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).contains("no entry");
    assertThat(ended.err())
        .contains(
            "the answer was 401", "./keyhold check-access '" + app.url() + "/api/check-access'");
  }
}
