package io.keyhold.plan;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A Markdown page that grows from top to bottom; texts are escaped here, commands by their maker.
 */
final class Page {

  private final StringBuilder text = new StringBuilder();

  void title(String title) {
    text.append("# ").append(Quote.markdown(title)).append("\n\n");
  }

  void section(String heading) {
    text.append("## ").append(Quote.markdown(heading)).append("\n\n");
  }

  void part(String heading) {
    text.append("### ").append(Quote.markdown(heading)).append("\n\n");
  }

  void say(String paragraph) {
    text.append(Quote.markdown(paragraph)).append("\n\n");
  }

  /** A paragraph that begins with a word in bold. */
  void say(String word, String paragraph) {
    text.append("**").append(Quote.markdown(word)).append("**: ");
    say(paragraph);
  }

  void points(List<String> sentences) {
    sentences.forEach(one -> text.append("- ").append(Quote.markdown(one)).append('\n'));
    text.append(sentences.isEmpty() ? "" : "\n");
  }

  /** Cells are Markdown already, see {@link Quote}. */
  void table(List<String> head, List<List<String>> rows) {
    row(head);
    row(head.stream().map(any -> "---").toList());
    rows.forEach(this::row);
    text.append('\n');
  }

  private void row(List<String> cells) {
    text.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  void sh(String commands) {
    block("bash", commands);
  }

  void block(String language, String commands) {
    text.append("```").append(language).append('\n').append(commands.strip()).append("\n```\n\n");
  }

  @Override
  public String toString() {
    return text.toString().stripTrailing() + "\n";
  }
}
