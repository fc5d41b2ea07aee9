package io.keyhold.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.azurite.Blobs;
import io.keyhold.domain.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** docs/what-keyhold-sees.md says what {@link Scenes} says; this writes it when asked to. */
@Tag(Blobs.ELSEWHERE)
class WhatKeyholdSeesPageTest {

  private static final Path PAGE = Path.of("docs", "what-keyhold-sees.md");
  private static final String COMMAND =
      "mvn test -Dtest=WhatKeyholdSeesPageTest -Dkeyhold.docs=write";

  @Test
  void thePageSaysWhatTheScenesSay() throws IOException {
    if ("write".equals(System.getProperty("keyhold.docs"))) {
      Files.writeString(PAGE, page());
    }

    assertThat(Files.readString(PAGE))
        .as("docs/what-keyhold-sees.md; rewrite it: " + COMMAND)
        .isEqualTo(page());
  }

  private static String page() {
    String chapters =
        List.of(Scene.Chapter.values()).stream()
            .map(WhatKeyholdSeesPageTest::chapter)
            .collect(Collectors.joining("\n"));
    return """
    # What Keyhold sees, and what you should do

    One row for each situation: what is there, how the recovery point of that slot ends, what \
    Keyhold says about each needed key, and what the operator should do. The same rows are \
    played against a local Azure by `ScenesTest`; this page is written from them: `%s`.

    **Point** is the state after one tick: `complete` (backed up), `refused` (nothing was \
    copied), `held` (a snapshot is kept for seven days, in case the key comes back), `gated` \
    (asked again by later ticks until the policy's grace is over, then refused or held). \
    **Inside** is what encrypts the disks within the machine, in the order of their LUNs. \
    **Keys** has one entry for each needed key. **Codes** are explained in \
    [problems.md](problems.md); remarks, in italics, stop nothing: \
    `GET /api/recovery-points/{id}` shows them as `remarks`.

    A machine that has recovery points and that no policy selects any more is shown by \
    `GET /api/machines` with the remark `NoLongerSelected`.

    """
            .formatted(COMMAND)
        + chapters;
  }

  private static String chapter(Scene.Chapter chapter) {
    return "## "
        + chapter.title()
        + "\n\n"
        + "| What is there | Point | Inside | Keys | Codes | What to do |\n"
        + "|---|---|---|---|---|---|\n"
        + Scenes.all().stream()
            .filter(scene -> scene.chapter() == chapter)
            .map(WhatKeyholdSeesPageTest::row)
            .collect(Collectors.joining());
  }

  private static String row(Scene scene) {
    Scene.Says says = scene.says();
    return "| %s | %s | %s | %s | %s | %s |\n"
        .formatted(
            cell(scene.what()),
            says.state(),
            String.join(", ", says.inside()),
            says.verdicts().stream()
                .map(verdict -> verdict.split(" ", 2)[0])
                .collect(Collectors.joining(", ")),
            codes(says),
            cell(action(scene)));
  }

  private static String codes(Scene.Says says) {
    return says.codes().stream()
        .map(code -> isRemark(code, says) ? "*" + code.text() + "*" : "`" + code.text() + "`")
        .collect(Collectors.joining(", "));
  }

  private static boolean isRemark(Code code, Scene.Says says) {
    return says.remarks().contains(code) && !says.causes().contains(code);
  }

  private static String action(Scene scene) {
    return scene.action().isEmpty()
        ? scene.says().codes().stream().findFirst().map(Code::remedy).orElse("Nothing to do")
        : scene.action();
  }

  private static String cell(String text) {
    return text.replace("{subject}", "the resource")
        .replace("{vault}", "the vault")
        .replace("{name}", "the name")
        .replace("<", "&lt;")
        .replace("|", "\\|");
  }
}
