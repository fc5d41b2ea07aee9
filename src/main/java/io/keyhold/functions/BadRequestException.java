package io.keyhold.functions;

import io.keyhold.domain.Code;
import io.keyhold.domain.Problem;
import java.util.List;

/** The caller's request cannot be accepted as it is. */
final class BadRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  BadRequestException(List<Problem> problems) {
    super(problems.get(0).detail());
    this.problems = List.copyOf(problems);
  }

  BadRequestException(Code code, String subject, String detail) {
    this(List.of(new Problem(code, subject, detail)));
  }

  List<Problem> problems() {
    return problems;
  }
}
