package io.keyhold.domain;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A call to the cloud that did not do its work. The family of causes is closed: see {@link
 * Code.Group#CLOUD}. Whether it helps to try again stands on the code.
 */
public final class CloudFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public CloudFailure(Problem problem) {
    this(List.of(problem));
  }

  /** Several problems at once, such as all mistakes of a document; the first stands for them. */
  public CloudFailure(List<Problem> problems) {
    super(
        problems.stream()
            .map(problem -> problem.code().text() + ": " + problem.detail())
            .collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  public Problem problem() {
    return problems.get(0);
  }

  public List<Problem> problems() {
    return problems;
  }

  public boolean retryHelps() {
    return problem().code().retryHelps();
  }
}
