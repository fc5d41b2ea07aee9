package io.keyhold.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.local.LaunchedAgainstAnApp.Ended;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code ./keyhold rebuild-index}: it asks until all is done, and shows nobody who it is. */
class RebuildIndexCommandTest {

  private static final String FIRST =
      "{\"points\":100,\"written\":7,\"nextLink\":\"/api/rebuild-index?after=cGFnZTI\"}";
  private static final String LAST = "{\"points\":20,\"written\":0}";

  private final LaunchedAgainstAnApp app =
      new LaunchedAgainstAnApp(asked -> asked.getQuery() == null ? FIRST : LAST);

  @AfterEach
  void stop() {
    app.close();
  }

  private static Ended run(String token, String url) throws IOException, InterruptedException {
    return LaunchedAgainstAnApp.run(token, "rebuild-index", url);
  }

  @Test
  void itFollowsNextLinkToTheEnd() throws Exception {
    Ended ended = run("token-1", app.url() + "/");

    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isZero();
    assertThat(ended.out().lines()).containsExactly(FIRST, LAST);
    assertThat(app.asked())
        .containsExactly(
            "POST /api/rebuild-index Bearer token-1",
            "POST /api/rebuild-index?after=cGFnZTI Bearer token-1");
  }

  @Test
  void itGoesOnFromALink() throws Exception {
    Ended ended = run("token-1", app.url() + "/api/rebuild-index?after=cGFnZTI");

    assertThat(ended.code()).isZero();
    assertThat(app.asked()).containsExactly("POST /api/rebuild-index?after=cGFnZTI Bearer token-1");
  }

  @Test
  void aRefusalIsShownAndHowToGoOnIsSaid() throws Exception {
    Ended ended = run(LaunchedAgainstAnApp.WRONG, app.url());

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).contains("no entry");
    assertThat(ended.err())
        .contains(
            "the answer was 401", "./keyhold rebuild-index '" + app.url() + "/api/rebuild-index'");
  }
}
