package io.keyhold.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.Code;
import io.keyhold.domain.Problem;
import java.util.List;

/**
 * Problems. A code that a later release wrote is read as {@link Code#CODE_OF_LATER_RELEASE}, with
 * the code itself at the beginning of the detail: a list stays readable, and nobody is told
 * something that was not found.
 */
public final class ProblemJson {

  private ProblemJson() {}

  /** As answers show it: {@code {code, detail, remedy}}. */
  public static ObjectNode of(Problem problem) {
    return Json.object()
        .put("code", problem.code().text())
        .put("detail", problem.detail())
        .put("remedy", problem.remedy());
  }

  public static ArrayNode of(List<Problem> problems) {
    ArrayNode list = Json.array();
    problems.forEach(problem -> list.add(of(problem)));
    return list;
  }

  /** As events keep it: with the subject, so that it can be read back. */
  public static ObjectNode stored(Problem problem) {
    return Json.object()
        .put("code", problem.code().text())
        .put("subject", problem.subject())
        .put("detail", problem.detail())
        .put("remedy", problem.remedy());
  }

  static ArrayNode stored(List<Problem> problems) {
    ArrayNode list = Json.array();
    problems.forEach(problem -> list.add(stored(problem)));
    return list;
  }

  /** The remedy is not read: it follows from the code. */
  public static Problem read(Members members) {
    return read(members, "code");
  }

  /**
   * Reads a problem whose code stands in another member.
   *
   * @param code the name of the member with the code
   */
  static Problem read(Members members, String code) {
    String text = members.text(code);
    String subject = members.text("subject");
    String detail = members.text("detail");
    return Code.of(text)
        .map(known -> new Problem(known, subject, detail))
        .orElseGet(
            () -> new Problem(Code.CODE_OF_LATER_RELEASE, subject, "(" + text + ") " + detail));
  }
}
