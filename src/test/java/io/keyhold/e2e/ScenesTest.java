package io.keyhold.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.azurite.Blobs;
import io.keyhold.domain.Finding;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Verdict;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays every row of the table against the local Azure; each stage checks Rule 1 at its end.
 *
 * <p>What is written to blobs follows from what Keyhold says, so that on Azurite one row of each
 * saying is played; {@code -Dkeyhold.scenes=all} plays all of them there too.
 */
class ScenesTest {

  @ParameterizedTest
  @MethodSource("scenes")
  void keyholdSaysWhatTheTableSays(Scene scene) {
    try (SceneStage stage = new SceneStage()) {
      scene.staging().accept(stage);
      int before = stage.stage.snapshots().size();

      RecoveryPoint point = stage.tick();

      assertThat(said(point)).isEqualTo(inOrder(scene.says()));
      boolean taken = List.of("complete", "held").contains(scene.says().state());
      assertThat(stage.stage.snapshots().size() > before).as("snapshots").isEqualTo(taken);
    }
  }

  @Test
  void noSituationIsInTheTableTwice() {
    assertThat(Scenes.all()).extracting(Scene::what).doesNotHaveDuplicates();
  }

  static Collection<Scene> scenes() {
    if (!Blobs.areJudged() || System.getProperty("keyhold.scenes", "").equals("all")) {
      return Scenes.all();
    }
    Map<Scene.Says, Scene> first = new LinkedHashMap<>();
    Scenes.all().forEach(scene -> first.putIfAbsent(scene.says(), scene));
    return first.values();
  }

  private static Scene.Says said(RecoveryPoint point) {
    return inOrder(
        new Scene.Says(
            point.state().word(),
            point.disks().stream().map(disk -> disk.encryption().inGuest().word()).toList(),
            point.verdicts().stream().map(ScenesTest::word).toList(),
            point.causes().stream().map(Problem::code).toList(),
            point.remarks().stream().map(Problem::code).toList()));
  }

  /** Of verdicts, causes and remarks the order does not matter. */
  private static Scene.Says inOrder(Scene.Says says) {
    return new Scene.Says(
        says.state(),
        says.inside(),
        says.verdicts().stream().sorted().toList(),
        says.causes().stream().sorted().toList(),
        says.remarks().stream().sorted().toList());
  }

  private static String word(Verdict verdict) {
    Finding finding = verdict.finding();
    return finding.problems().stream()
        .findFirst()
        .map(cause -> finding.word() + " " + cause.code().text())
        .orElse(finding.word());
  }
}
