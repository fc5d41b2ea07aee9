package io.keyhold.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** src/main/packaging/Zip.java, read back by the JDK's two readers of zips. */
class ZipTest {

  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;

  private record Ended(int code, String said) {}

  @Test
  void theSameFilesGiveTheSameBytesWhateverTheirTimesAndModes() throws Exception {
    Path one = app("one");
    Path other = app("other");
    Files.setLastModifiedTime(other.resolve("host.json"), FileTime.from(Instant.EPOCH));
    Files.setPosixFilePermissions(
        other.resolve("handler"), PosixFilePermissions.fromString("rwx--x---"));

    Ended ended = zip("one.zip", one, "other.zip", other);

    assertThat(ended.code()).as(ended.said()).isZero();
    assertThat(folder.resolve("one.zip")).hasSameBinaryContentAs(folder.resolve("other.zip"));
    byte[] zip = Files.readAllBytes(folder.resolve("one.zip"));
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(zip));
    assertThat(ended.said().lines())
        .containsExactly(
            folder.resolve("one.zip") + "  " + zip.length + " bytes  SHA-256 " + digest,
            folder.resolve("other.zip") + "  " + zip.length + " bytes  SHA-256 " + digest);
  }

  @Test
  void modesTimesAndContentsAreKept() throws Exception {
    Path app = app("app");
    assertThat(zip("app.zip", app).code()).isZero();

    try (FileSystem files =
        FileSystems.newFileSystem(
            folder.resolve("app.zip"), Map.of("enablePosixFileAttributes", true))) {
      for (String name : List.of("handler", "host.json", "tick/function.json", "large", "z z")) {
        Path file = files.getPath(name);
        assertThat(Files.readAllBytes(file)).isEqualTo(Files.readAllBytes(app.resolve(name)));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(name)
            .isEqualTo(name.equals("handler") ? "rwxr-xr-x" : "rw-r--r--");
        assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(TIME);
      }
    }
  }

  @Test
  void namesAreInOrderAndWhatIsForLocalToolsIsLeftOut() throws Exception {
    Path app = app("app");
    assertThat(zip("app.zip", app).code()).isZero();

    List<String> names = new ArrayList<>();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(folder.resolve("app.zip")))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        in.readAllBytes(); // checks size and CRC
        names.add(entry.getName());
      }
    }
    assertThat(names)
        .containsExactly("empty", "handler", "host.json", "large", "tick/function.json", "z z");
  }

  @Test
  void aZipThatExistsIsNotMadeAgain() throws Exception {
    Path app = app("app");
    zip("app.zip", app);
    byte[] first = Files.readAllBytes(folder.resolve("app.zip"));
    Files.writeString(app.resolve("host.json"), "{\"changed\": true}");

    assertThat(zip("app.zip", app).code()).isZero();

    assertThat(folder.resolve("app.zip")).hasBinaryContent(first);
  }

  @Test
  void aLinkIsRefusedAndNoZipIsLeft() throws Exception {
    Path app = app("app");
    Files.createSymbolicLink(app.resolve("link"), Path.of("host.json"));

    Ended ended = zip("app.zip", app);

    assertThat(ended.code()).isNotZero();
    assertThat(ended.said()).contains("link is not a plain file");
    assertThat(folder.resolve("app.zip")).doesNotExist();
  }

  private Path app(String name) throws IOException {
    Path app = Files.createDirectories(folder.resolve(name));
    Files.writeString(app.resolve("host.json"), "{}");
    Files.writeString(app.resolve("local.settings.json"), "{\"secret\": true}");
    Files.writeString(app.resolve("handler"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(
        app.resolve("handler"), PosixFilePermissions.fromString("rwxr-x---"));
    Files.writeString(
        Files.createDirectories(app.resolve("tick")).resolve("function.json"), "{\"a\": 1}");
    Files.write(app.resolve("large"), new byte[3_000_000]);
    Files.write(app.resolve("empty"), new byte[0]);
    Files.writeString(app.resolve("z z"), "a space in its name");
    return app;
  }

  private Ended zip(Object... zipsAndFolders) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "src/main/packaging/Zip.java"));
    Stream.of(zipsAndFolders)
        .map(argument -> folder.resolve(argument.toString()).toString())
        .forEach(command::add);
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Ended(process.exitValue(), Files.readString(said));
  }
}
