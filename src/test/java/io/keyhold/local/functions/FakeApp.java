package io.keyhold.local.functions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** An unpacked package whose handler is a {@link FakeHandler}. */
final class FakeApp {
  private final Path directory;
  private final Path answers;
  private final Map<String, String> settings = new HashMap<>();

  FakeApp(Path folder) {
    this.directory = folder.resolve("app");
    this.answers = folder.resolve("answers");
    settings.put("ANSWERS", answers.toString());
    try {
      Files.createDirectories(directory);
      Files.createDirectories(answers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    host("{}");
    handler("\"$@\"");
  }

  /**
   * host.json with the handler's description and further members, such as {@code "functionTimeout":
   * "00:00:01"}.
   */
  FakeApp host(String members) {
    String inner = members.strip().replaceAll("^\\{|\\}$", "").strip();
    return file(
        "host.json",
        "{\"version\": \"2.0\", \"customHandler\": {\"description\": {\"defaultExecutablePath\": \"handler\"}}"
            + (inner.isEmpty() ? "" : ", " + inner)
            + "}");
  }

  FakeApp hostJson(String whole) {
    return file("host.json", whole);
  }

  private FakeApp handler(String arguments) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path classes =
        Path.of(FakeHandler.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    return script(
        "exec "
            + java
            + " -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -cp "
            + classes
            + " "
            + FakeHandler.class.getName()
            + " "
            + arguments);
  }

  /** The lines of the shell script {@code handler}. */
  FakeApp script(String lines) {
    file("handler", "#!/bin/sh\n" + lines + "\n");
    try {
      Files.setPosixFilePermissions(
          directory.resolve("handler"), PosixFilePermissions.fromString("rwxr-xr-x"));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FakeApp function(String name, String... bindings) {
    return functionJson(name, "{\"bindings\": [" + String.join(",", bindings) + "]}");
  }

  FakeApp functionJson(String name, String json) {
    return file(name + "/function.json", json.replace('\'', '"'));
  }

  FakeApp setting(String name, String value) {
    settings.put(name, value);
    return this;
  }

  /**
   * The answers of a function: what to do in lines of their own, then {@code 200 application/json}
   * and the body.
   */
  FakeApp answers(String function, String... inTurn) {
    return write(answers.resolve(function), String.join("\n----\n", inTurn));
  }

  /** An ordinary answer. */
  static String json(String body) {
    return "200 application/json\n" + body.replace('\'', '"');
  }

  FakeApp reports(String function) {
    try {
      Files.deleteIfExists(answers.resolve(function));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FakeApp file(String name, String content) {
    return write(directory.resolve(name), content);
  }

  private FakeApp write(Path file, String content) {
    try {
      Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
      Files.writeString(file, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path directory() {
    return directory;
  }

  Map<String, String> settings() {
    return Map.copyOf(settings);
  }

  /** With a clock of its own, which the pauses move. */
  Options options(TestClock clock) {
    return Options.of(directory, settings)
        .clock(clock)
        .queues(new Queues(clock))
        .pause(clock::advance);
  }

  static String timer() {
    return "{\"type\": \"timerTrigger\", \"direction\": \"in\", \"name\": \"timer\", \"schedule\": \"0 0 2 * * *\"}";
  }

  static String queueTrigger(String queue) {
    return "{\"type\": \"queueTrigger\", \"direction\": \"in\", \"name\": \"message\", \"queueName\": \""
        + queue
        + "\", \"connection\": \"Q\"}";
  }

  static String queueOutput(String name, String queue) {
    return "{\"type\": \"queue\", \"direction\": \"out\", \"name\": \""
        + name
        + "\", \"queueName\": \""
        + queue
        + "\", \"connection\": \"Q\"}";
  }

  static String http(String methods, String route) {
    return "{\"type\": \"httpTrigger\", \"direction\": \"in\", \"name\": \"req\", \"methods\": ["
        + methods
        + "], \"route\": \""
        + route
        + "\"}";
  }

  static String httpOutput() {
    return "{\"type\": \"http\", \"direction\": \"out\", \"name\": \"res\"}";
  }
}
