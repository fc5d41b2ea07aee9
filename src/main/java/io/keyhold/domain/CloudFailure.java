package io.keyhold.domain;

/**
 * A call to the cloud that did not do its work. The family of causes is closed: see {@link
 * Code.Group#CLOUD}. Whether it helps to try again stands on the code.
 */
public final class CloudFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public CloudFailure(Problem problem) {
    super(problem.code().text() + ": " + problem.detail());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }

  public boolean retryHelps() {
    return problem.code().retryHelps();
  }
}
