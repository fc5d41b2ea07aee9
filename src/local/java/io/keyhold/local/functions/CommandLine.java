package io.keyhold.local.functions;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The handler's command line as the host puts it together: the arguments joined by blanks and
 * unquoted.
 */
final class CommandLine {
  private CommandLine() {}

  static List<String> of(HandlerDescription description, Path app, Settings environment) {
    List<String> command = new ArrayList<>();
    command.add(executable(description, app, environment));
    String worker =
        description.defaultWorkerPath().isEmpty()
            ? ""
            : " \"" + environment.expand(description.defaultWorkerPath()) + "\"";
    command.addAll(
        split(
            environment.expandOrDrop(
                joined(description.arguments()) + worker + joined(description.workerArguments()))));
    return List.copyOf(command);
  }

  static Path workingDirectory(HandlerDescription description, Path app) {
    return app.resolve(description.workingDirectory());
  }

  /**
   * In the app's directory if it is there, else on PATH: nothing is found there where PATH is
   * empty.
   */
  private static String executable(HandlerDescription description, Path app, Settings environment) {
    String name = environment.expand(description.defaultExecutablePath());
    Path inApp = app.resolve(environment.expand(description.workerDirectory())).resolve(name);
    if (Files.exists(inApp)) {
      return inApp.toString();
    }
    for (String folder : environment.value("PATH").orElse("").split(":", -1)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, name))) {
        return Path.of(folder, name).toString();
      }
    }
    throw new HostException("The handler '" + name + "' is neither in " + app + " nor on PATH");
  }

  private static String joined(List<String> arguments) {
    return arguments.stream().map(argument -> " " + argument).collect(Collectors.joining());
  }

  /**
   * Splits as .NET does on Linux: blanks separate, double quotes keep together, a backslash keeps a
   * quote.
   */
  static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    boolean begun = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        word.append('"');
        begun = true;
        i++;
      } else if (c == '"') {
        quoted = !quoted;
        begun = true;
      } else if (Character.isWhitespace(c) && !quoted) {
        if (begun) {
          words.add(word.toString());
          word.setLength(0);
          begun = false;
        }
      } else {
        word.append(c);
        begun = true;
      }
    }
    if (begun) {
      words.add(word.toString());
    }
    return words;
  }
}
