package io.keyhold.restore;

import io.keyhold.domain.Code;
import io.keyhold.domain.Look;
import io.keyhold.domain.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the checks of a pre-flight found: what forbids the restore, and what must be known. */
final class Findings {

  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> remarks = new ArrayList<>();

  void forbid(Code code, String subject, String detail) {
    forbid(new Problem(code, subject, detail));
  }

  void forbid(Problem problem) {
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  void remark(Code code, String subject, String detail) {
    Problem remark = new Problem(code, subject, detail);
    if (!remarks.contains(remark)) {
      remarks.add(remark);
    }
  }

  /**
   * What was seen. What could not be looked at is remarked, and so never shown as fine.
   *
   * @param what was looked at, such as "the quotas of westeurope"
   * @param absent what to do when there is no such thing
   */
  <T> Optional<T> seen(Look<T> look, String subject, String what, Runnable absent) {
    return switch (look) {
      case Look.Seen<T> seen -> Optional.of(seen.value());
      case Look.Absent<T> none -> {
        absent.run();
        yield Optional.empty();
      }
      case Look.Unknown<T> unknown -> {
        notLookedAt(subject, what + ": " + unknown.cause().detail());
        yield Optional.empty();
      }
    };
  }

  void notLookedAt(String subject, String detail) {
    remark(Code.NOT_LOOKED_AT, subject, detail);
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  List<Problem> remarks() {
    return List.copyOf(remarks);
  }
}
