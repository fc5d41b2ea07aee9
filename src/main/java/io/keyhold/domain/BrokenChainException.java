package io.keyhold.domain;

/** The recorded events of a point do not follow from one another; reported, never repaired. */
public final class BrokenChainException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public BrokenChainException(PointId point, String what) {
    super(point + ": " + what);
    this.problem = new Problem(Code.CHAIN_BROKEN, point.value(), what);
  }

  public Problem problem() {
    return problem;
  }
}
