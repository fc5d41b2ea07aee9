package io.keyhold.azure.storage;

import io.keyhold.domain.PolicySource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The policy document in a file that comes with the app. */
public final class FilePolicySource implements PolicySource {

  private final Path file;

  public FilePolicySource(Path file) {
    this.file = file;
  }

  @Override
  public String text() {
    try (InputStream in = Files.newInputStream(file)) {
      return PolicyText.of(in.readNBytes(PolicyText.LONGEST + 1), file.toString());
    } catch (NoSuchFileException missing) {
      throw PolicyText.unreadable(file.toString(), "there is no such file");
    } catch (IOException failed) {
      throw PolicyText.unreadable(file.toString(), failed.getClass().getSimpleName());
    }
  }
}
