package io.keyhold.terraform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A variable or output of a Terraform file, as {@code terraform fmt} writes it: its blocks begin
 * and end at the margin, its arguments are indented by two spaces.
 */
record Declared(String name, String body) {

  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^(?:variable|output) \"(\\w+)\" \\{\\n(.*?)^\\}");
  private static final Pattern SENTENCE = Pattern.compile("(?m)^ {4}error_message = \"(.*)\"$");

  static List<Declared> in(Path file) throws IOException {
    return BLOCK
        .matcher(Files.readString(file))
        .results()
        .map(block -> new Declared(block.group(1), block.group(2)))
        .toList();
  }

  /** An argument's text, over as many lines as it has. */
  Optional<String> argument(String argument) {
    Matcher found =
        Pattern.compile("(?ms)^ {2}" + argument + " += (.*?)$(?=\\n {2}\\w|\\n\\n|\\n?\\z)")
            .matcher(body);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  String description() {
    return unquoted(argument("description").orElseThrow());
  }

  List<String> refusals() {
    return SENTENCE.matcher(body).results().map(Declared::sentence).toList();
  }

  private static String sentence(MatchResult found) {
    return unquoted("\"" + found.group(1) + "\"");
  }

  private static String unquoted(String text) {
    return text.substring(1, text.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\");
  }
}
