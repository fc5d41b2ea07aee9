package io.keyhold.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** terraform/inputs.md has every input and output of the module, with all that is refused. */
class InputsPageTest {

  private static final Path MODULE = Path.of("terraform", "modules", "keyhold");
  private static final Path PAGE = Path.of("terraform", "inputs.md");
  private static final String COMMAND = "mvn test -Dtest=InputsPageTest -Dkeyhold.docs=write";

  @Test
  void thePageHasEveryInputAndOutput() throws IOException {
    String page = page();
    if ("write".equals(System.getProperty("keyhold.docs"))) {
      Files.writeString(PAGE, page);
    }

    assertThat(Files.readString(PAGE)).as("rewrite it: " + COMMAND).isEqualTo(page);
  }

  @Test
  void everyRefusalIsASentence() throws IOException {
    assertThat(Declared.in(MODULE.resolve("variables.tf")))
        .flatExtracting(Declared::refusals)
        .hasSizeGreaterThan(20)
        .allMatch(sentence -> sentence.matches("(?s).{20,}[.…}]"));
  }

  /** The root passes some inputs on: their types and defaults are those of the module. */
  @Test
  void theRootsInputsAreTheModules() throws IOException {
    List<Declared> inputs = Declared.in(MODULE.resolve("variables.tf"));

    assertThat(Declared.in(Path.of("terraform", "variables.tf")))
        .filteredOn(input -> !input.name().equals("policies_file"))
        .allSatisfy(
            input ->
                assertThat(inputs)
                    .filteredOn(one -> one.name().equals(input.name()))
                    .singleElement()
                    .satisfies(
                        one -> {
                          assertThat(input.argument("type")).isEqualTo(one.argument("type"));
                          assertThat(input.argument("default")).isEqualTo(one.argument("default"));
                        }));
  }

  private static String page() throws IOException {
    return """
    # Inputs and outputs of the module

    Generated from `modules/keyhold/variables.tf` and `outputs.tf` (`%s`): what is written here by hand is lost.
    How to begin: [README.md](README.md).

    ## Inputs

    %s
    ## Outputs

    | Output | What it is |
    |---|---|
    %s
    """
        .formatted(COMMAND, inputs(), outputs());
  }

  private static String inputs() throws IOException {
    return Declared.in(MODULE.resolve("variables.tf")).stream()
        .map(InputsPageTest::input)
        .collect(Collectors.joining("\n"));
  }

  private static String input(Declared input) {
    String type = input.argument("type").orElseThrow();
    String begin = "### `" + input.name() + "`\n\n" + input.description() + "\n\n";
    String form = type.contains("\n") ? "```hcl\n" + type + "\n```\n\n" : "Type `" + type + "`. ";
    String initial =
        input.argument("default").map(text -> "Default `" + text + "`.\n").orElse("Required.\n");
    String refused =
        input.refusals().stream().map(one -> "- " + one + "\n").collect(Collectors.joining());
    return begin + form + initial + (refused.isEmpty() ? "" : "\nRefused with:\n\n" + refused);
  }

  private static String outputs() throws IOException {
    return Declared.in(MODULE.resolve("outputs.tf")).stream()
        .map(output -> "| `" + output.name() + "` | " + output.description() + " |")
        .collect(Collectors.joining("\n"));
  }
}
