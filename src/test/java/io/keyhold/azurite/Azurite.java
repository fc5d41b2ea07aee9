package io.keyhold.azurite;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.e2e.Needs;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.blob.BlobStorage;
import io.keyhold.local.http.MovableClock;
import io.keyhold.local.http.Relay;
import io.keyhold.local.http.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One Azurite for the whole run of tests, in memory, started when the first test wants it. It shows
 * a certificate of the local Azure's authority and takes OAuth tokens; behind a relay its accounts
 * have their real host names. It ends with this process: its standard input ends then, too.
 */
public final class Azurite {

  /** What the tests are written against, and what {@code .ci/run} installs. */
  static final String VERSION = "3.37.0";

  private static final Path MODULE = Path.of("target/azurite/node_modules/azurite");
  private static final Path FOLDER = Path.of("target/azurite-run");

  /** It takes three seconds on a machine that does nothing else. */
  private static final Duration LONGEST_START = Duration.ofSeconds(60);

  private static final Pattern LISTENS =
      Pattern.compile("successfully listens on https://127\\.0\\.0\\.1:([0-9]+)");

  /** Accounts cannot be added later; each stage takes one of its own. */
  private static final int ACCOUNTS = 3_000;

  private static final Object LOCK = new Object();
  private static Azurite running;

  private final int port;
  private final Relay relay;
  private final AtomicInteger taken = new AtomicInteger();

  private Azurite(int port) {
    this.port = port;
    Services services = new Services();
    services.register(
        BlobStorage.HOST_SUFFIX,
        request -> {
          throw new IllegalStateException("the relay alone answers for this name");
        });
    this.relay = new Relay(services, port, new MovableClock());
  }

  /** The one that runs; the test is skipped, or fails in CI, where what it needs is missing. */
  public static Azurite running() {
    String node = Needs.program("node");
    Needs.file(
        MODULE.resolve("package.json"),
        "the npm package azurite (npm install --prefix target/azurite azurite@" + VERSION + ")");
    synchronized (LOCK) {
      if (running == null) {
        running = new Azurite(started(node));
      }
      return running;
    }
  }

  /** The port of its TLS server on loopback. */
  public int port() {
    return port;
  }

  /** The name of an account that nobody else uses; its containers do not exist yet. */
  public String newAccount() {
    int number = taken.incrementAndGet();
    assertThat(number).as("accounts that Azurite was started with").isLessThanOrEqualTo(ACCOUNTS);
    return name(number);
  }

  /** The port of a relay that knows the names of its accounts alone. */
  int relayPort() {
    return relay.port();
  }

  private static String name(int number) {
    return "judged%04d".formatted(number);
  }

  private static int started(String node) {
    try {
      Files.createDirectories(FOLDER);
      Path certificate = FOLDER.resolve("certificate.pem");
      Path key = FOLDER.resolve("key.pem");
      LocalAzure.certificates().writeServer(certificate, key);
      Path said = FOLDER.resolve("azurite.log").toAbsolutePath();
      Process process = process(node, certificate, key, said);
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return port(process, said);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Process process(String node, Path certificate, Path key, Path said)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                node,
                "-e",
                "process.stdin.resume().on('end', () => process.exit());"
                    + "require(process.argv[1])",
                MODULE.resolve("dist/src/blob/main.js").toAbsolutePath().toString(),
                "--inMemoryPersistence",
                "--disableTelemetry",
                "--silent",
                "--skipApiVersionCheck",
                "--oauth",
                "basic",
                "--cert",
                certificate.toAbsolutePath().toString(),
                "--key",
                key.toAbsolutePath().toString(),
                "--blobHost",
                "127.0.0.1",
                "--blobPort",
                "0"));
    builder.directory(FOLDER.toFile());
    // Keys are never used, for every request carries a token.
    builder
        .environment()
        .put(
            "AZURITE_ACCOUNTS",
            IntStream.rangeClosed(1, ACCOUNTS)
                .mapToObj(number -> name(number) + ":bm9uZQ==")
                .collect(Collectors.joining(";")));
    return builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
  }

  private static int port(Process process, Path said) throws IOException {
    Instant end = Instant.now().plus(LONGEST_START);
    while (true) {
      Matcher listens = LISTENS.matcher(Files.readString(said));
      if (listens.find()) {
        return Integer.parseInt(listens.group(1));
      }
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        process.destroyForcibly();
        throw new IllegalStateException(
            "Azurite did not start within %d s; it said: %s"
                .formatted(LONGEST_START.toSeconds(), Files.readString(said)));
      }
      pause(process);
    }
  }

  private static void pause(Process process) {
    try {
      if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
        return; // it is looked at once more, for what it said
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
