package io.keyhold.domain;

/** The recorded events of a point do not follow from one another; reported, never repaired. */
public final class BrokenChainException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient History sound;

  public BrokenChainException(PointId point, String what) {
    this(new Problem(Code.CHAIN_BROKEN, point.value(), what), History.none(point));
  }

  private BrokenChainException(Problem problem, History sound) {
    super(problem.subject() + ": " + problem.detail());
    this.problem = problem;
    this.sound = sound;
  }

  /** The same break, which comes after these events. */
  public BrokenChainException after(History events) {
    return new BrokenChainException(problem, events);
  }

  public Problem problem() {
    return problem;
  }

  /** The events before the break, which follow from one another; none where nobody looked. */
  public History sound() {
    return sound;
  }
}
