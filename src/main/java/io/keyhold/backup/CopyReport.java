package io.keyhold.backup;

import io.keyhold.domain.PointId;
import io.keyhold.domain.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What one tick of the copies did, and what it could not do. */
public final class CopyReport {

  /** A point with copies, and what is to be said about it. */
  public record Line(PointId point, String what, List<Problem> causes) {
    public Line {
      causes = List.copyOf(causes);
    }
  }

  private final List<Line> lines = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private boolean elsewhere;
  private int running;
  private int waiting;
  private int complete;
  private int notCopied;

  CopyReport() {}

  /** True when another tick is at work, or took over from this one. */
  public boolean elsewhere() {
    return elsewhere;
  }

  /** Points whose copies run. */
  public int running() {
    return running;
  }

  /** Points that wait for a disk, for room, or for a key. */
  public int waiting() {
    return waiting;
  }

  /** Points that became complete. */
  public int complete() {
    return complete;
  }

  /** Points whose copies came to nothing, for now or for good. */
  public int notCopied() {
    return notCopied;
  }

  public List<Line> lines() {
    return List.copyOf(lines);
  }

  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  void goesOnElsewhere() {
    elsewhere = true;
  }

  void problem(Problem problem) {
    problems.add(problem);
  }

  void hasToWait() {
    waiting++;
  }

  void outcome(PointId point, CopyOutcome outcome) {
    switch (outcome) {
      case CopyOutcome.Runs runs -> {
        running++;
        lines.add(new Line(point, runs(runs.round()), runs.trouble().stream().toList()));
      }
      case CopyOutcome.Waits waits -> {
        waiting++;
        lines.add(new Line(point, "its copies wait", waits.causes()));
      }
      case CopyOutcome.Ended ended -> ended(point, ended);
    }
  }

  private void ended(PointId point, CopyOutcome.Ended ended) {
    if (ended.point().copies().isEmpty()) {
      notCopied++;
      String what = ended.point().passedOver() ? "not copied" : "not copied, to be tried again";
      lines.add(new Line(point, what, ended.point().causes()));
    } else {
      complete++;
      lines.add(new Line(point, "copied", ended.remarks()));
    }
  }

  /** Azure's own percentages; they jump and rest, and say nothing about the time left. */
  private static String runs(CopyRound round) {
    int all = round.missing().size() + round.whole().size() + round.percents().size();
    String percents =
        round.percents().stream().map(CopyReport::shown).collect(Collectors.joining(", "));
    return "%d of %d copies whole".formatted(round.whole().size(), all)
        + (percents.isEmpty() ? "" : ", others at " + percents)
        + (round.missing().isEmpty() ? "" : ", %d to start".formatted(round.missing().size()));
  }

  private static String shown(Optional<Double> percent) {
    return percent.map(value -> String.format(Locale.ROOT, "%.1f %%", value)).orElse("unknown");
  }
}
