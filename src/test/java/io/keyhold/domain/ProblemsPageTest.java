package io.keyhold.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/problems.md says what {@link Code} says; this writes it when asked to. */
class ProblemsPageTest {

  private static final Path PAGE = Path.of("docs", "problems.md");
  private static final String COMMAND = "mvn test -Dtest=ProblemsPageTest -Dkeyhold.docs=write";

  @Test
  void thePageSaysWhatTheCodesSay() throws IOException {
    if ("write".equals(System.getProperty("keyhold.docs"))) {
      Files.writeString(PAGE, page());
    }

    assertThat(Files.readString(PAGE))
        .as("docs/problems.md; rewrite it: " + COMMAND)
        .isEqualTo(page());
  }

  private static String page() {
    String sections =
        Arrays.stream(Code.Group.values())
            .map(ProblemsPageTest::section)
            .collect(Collectors.joining("\n"));
    return """
    # Problems

    Every problem that Keyhold can name, by its code: in answers (`code`, `reason`, \
    `x-ms-error-code`), in events and in the log. Codes never change their meaning and are \
    never renamed; new ones may come.

    *Retry* says whether the same attempt may succeed later without anybody doing anything. \
    In a remedy, `{subject}` stands for what the problem is about: the URL of a key, the id of \
    a resource, a name. `{vault}` and `{name}` are those of the key.

    This page is written by a test from the codes in the program: `%s`.

    """
            .formatted(COMMAND)
        + sections;
  }

  private static String section(Code.Group group) {
    List<Code> codes = Arrays.stream(Code.values()).filter(c -> c.group() == group).toList();
    return "## "
        + heading(group)
        + "\n\n| Code | What it means | Retry | Remedy |\n|---|---|---|---|\n"
        + codes.stream().map(ProblemsPageTest::row).collect(Collectors.joining());
  }

  private static String row(Code code) {
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            code.text(), cell(code.title()), code.retryHelps() ? "yes" : "no", cell(code.remedy()));
  }

  private static String cell(String text) {
    return text.replace("{subject}", "`{subject}`").replace("<", "&lt;").replace("|", "\\|");
  }

  private static String heading(Code.Group group) {
    return switch (group) {
      case KEY -> "A key that cannot be used";
      case WARNING -> "A key that can be used, but";
      case UNKNOWN -> "A key about which nothing could be found out";
      case UNVERIFIED -> "A key about which the store cannot say anything";
      case MACHINE -> "A machine that is refused before any key is asked for";
      case REMARK -> "What must be known and stops nothing";
      case CLOUD -> "A call to Azure that did not do its work";
      case REQUEST -> "A request over HTTP";
      case SIGN_IN -> "Who calls";
      case SETUP -> "How Keyhold itself is set up";
    };
  }
}
