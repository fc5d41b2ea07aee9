package io.keyhold.e2e;

import java.util.ArrayList;
import java.util.List;

/** A break-glass kit as a person reads it: its blocks of commands, each with where it stands. */
final class KitPages {

  /**
   * A block of commands.
   *
   * @param section the heading of the second order
   * @param part the heading of the third order
   * @param use the bold word before it, such as check
   */
  record Block(String section, String part, String use, String language, String commands) {

    boolean isIn(String sectionStart, String partStart) {
      return section.startsWith(sectionStart) && part.startsWith(partStart);
    }
  }

  private KitPages() {}

  static List<Block> blocks(String kit) {
    List<Block> blocks = new ArrayList<>();
    String section = "";
    String part = "";
    String use = "";
    String language = "";
    StringBuilder commands = new StringBuilder();
    for (String line : kit.lines().toList()) {
      if (!language.isEmpty()) {
        if (line.equals("```")) {
          blocks.add(new Block(section, part, use, language, commands.toString()));
          language = "";
          commands.setLength(0);
        } else {
          commands.append(line).append('\n');
        }
      } else if (line.startsWith("```")) {
        language = line.substring(3);
      } else if (line.startsWith("## ")) {
        section = line.substring(3);
        part = "";
        use = "";
      } else if (line.startsWith("### ")) {
        part = line.substring(4);
        use = "";
      } else if (line.startsWith("**")) {
        use = line.substring(2, line.indexOf("**", 2));
      }
    }
    return blocks;
  }
}
