package io.keyhold.plan;

/** Puts a text into a command or a page: whatever it holds, it ends no quotation and no line. */
final class Quote {

  private Quote() {}

  /** One word of a POSIX shell. */
  static String sh(String text) {
    return "'" + oneLine(text).replace("'", "'\\''") + "'";
  }

  /** One text of PowerShell, to which curly quotation marks are quotation marks, too. */
  static String powershell(String text) {
    return "'" + oneLine(text).replaceAll("(['\u2018\u2019\u201a\u201b])", "$1$1") + "'";
  }

  /** Plain text in Markdown, also in a cell of a table. */
  static String markdown(String text) {
    return oneLine(text).replaceAll("([\\\\`*_\\[\\]<>|#~&])", "\\\\$1");
  }

  /** Code in Markdown, also in a cell of a table. */
  static String code(String text) {
    return "`" + oneLine(text).replace('`', '?').replace("|", "\\|") + "`";
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "?");
  }
}
