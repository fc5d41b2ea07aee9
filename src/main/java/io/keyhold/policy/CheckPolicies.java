package io.keyhold.policy;

import io.keyhold.domain.Policies;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * {@code keyhold check-policies FILE…}: says of every file that it is fine, or lists its mistakes.
 * Exit code 0: all are fine; 1: one has mistakes; 2: no file was named or one cannot be read.
 */
public final class CheckPolicies {

  private static final int FINE = 0;
  private static final int MISTAKES = 1;
  private static final int UNREADABLE = 2;

  private final PrintStream out;

  private CheckPolicies(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] files) {
    System.exit(run(files, System.out));
  }

  /** Checks the files, prints to {@code out} and returns the exit code. */
  static int run(String[] files, PrintStream out) {
    if (files.length == 0) {
      out.println("usage: keyhold check-policies FILE...");
      return UNREADABLE;
    }
    CheckPolicies check = new CheckPolicies(out);
    int worst = FINE;
    for (String file : files) {
      worst = Math.max(worst, check.file(file));
    }
    return worst;
  }

  private int file(String file) {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return document(file, in.readNBytes(PolicyReader.MAX_BYTES + 1));
    } catch (NoSuchFileException missing) {
      return line(file, "cannot be read: there is no such file", UNREADABLE);
    } catch (IOException | InvalidPathException unreadable) {
      return line(file, "cannot be read: " + unreadable.getMessage(), UNREADABLE);
    }
  }

  private int document(String file, byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notText) {
      return line(file, "document: is not UTF-8", MISTAKES);
    }
    return switch (PolicyReader.read(text)) {
      case Policies.Reading.Valid valid -> fine(file, valid.book().policies().size());
      case Policies.Reading.Invalid invalid -> {
        invalid.mistakes().forEach(mistake -> line(file, mistake, MISTAKES));
        yield MISTAKES;
      }
      case Policies.Reading.Unreadable unreadable ->
          line(file, unreadable.problem().detail(), UNREADABLE);
    };
  }

  private int fine(String file, int policies) {
    return line(file, "ok, " + policies + (policies == 1 ? " policy" : " policies"), FINE);
  }

  private int line(String file, String what, int exit) {
    out.println(file + ": " + what);
    return exit;
  }
}
