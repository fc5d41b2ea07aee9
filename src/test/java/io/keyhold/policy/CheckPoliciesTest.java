package io.keyhold.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckPoliciesTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @Test
  void aFineFileIsSaidToBeFine() throws IOException {
    Path file = file("fine.json", Documents.text("full"));

    assertThat(check(file.toString())).isZero();
    assertThat(lines()).containsExactly(file + ": ok, 1 policy");
  }

  @Test
  void everyMistakeIsALineThatBeginsWithTheFile() throws IOException {
    Path file = file("bad.json", Documents.text("five-mistakes"));

    assertThat(check(file.toString())).isEqualTo(1);
    assertThat(lines()).hasSize(5).allMatch(line -> line.startsWith(file + ": policies[0]."));
  }

  @Test
  void severalFilesAreAllCheckedAndTheWorstDecides() throws IOException {
    Path fine = file("fine.json", Documents.text("least"));
    Path bad = file("bad.json", "{}");

    assertThat(check(bad.toString(), fine.toString())).isEqualTo(1);
    assertThat(lines()).containsExactly(bad + ": policies: is missing", fine + ": ok, 1 policy");
  }

  @Test
  void aFileThatIsNotThereOrAFolderCannotBeRead() {
    assertThat(check(folder.resolve("none.json").toString())).isEqualTo(2);
    assertThat(check(folder.toString())).isEqualTo(2);
    assertThat(check("\0")).isEqualTo(2);
    assertThat(lines()).hasSize(3).allMatch(line -> line.contains(": cannot be read: "));
  }

  @Test
  void aFileThatIsNotUtf8IsAMistake() throws IOException {
    Path file = Files.write(folder.resolve("latin.json"), new byte[] {'"', (byte) 0xE4, '"'});

    assertThat(check(file.toString())).isEqualTo(1);
    assertThat(lines()).containsExactly(file + ": document: is not UTF-8");
  }

  @Test
  void aHugeFileIsNotReadToItsEnd() throws IOException {
    Path file = file("huge.json", " ".repeat(3 * PolicyReader.MAX_BYTES));

    assertThat(check(file.toString())).isEqualTo(1);
    assertThat(lines()).containsExactly(file + ": document: is larger than 1 MiB");
  }

  @Test
  void withoutAFileTheUsageIsShown() {
    assertThat(check()).isEqualTo(2);
    assertThat(lines()).containsExactly("usage: keyhold check-policies FILE...");
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private int check(String... files) {
    return CheckPolicies.run(files, new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  private List<String> lines() {
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
