package io.keyhold.domain;

import java.util.List;

/** What an event says happened to a recovery point. */
public sealed interface Change {

  /** The word for it in events and answers. */
  default String word() {
    return switch (this) {
      case Gated gated -> "gated";
      case Refused refused -> "refused";
      case Held held -> "held";
      case Taken taken -> "taken";
      case Completed completed -> "completed";
      case Failed failed -> "failed";
      case Abandoned abandoned -> "abandoned";
    };
  }

  /**
   * The gate looked: at these disks, with these verdicts, and decided so.
   *
   * @param remarks what must be known and stops nothing, see {@link Remarks}
   */
  record Gated(
      List<DiskRecord> disks, List<Verdict> verdicts, Decision decision, List<Problem> remarks)
      implements Change {
    public Gated {
      disks = List.copyOf(disks);
      verdicts = List.copyOf(verdicts);
      remarks = List.copyOf(remarks);
    }

    public Gated(List<DiskRecord> disks, List<Verdict> verdicts, Decision decision) {
      this(disks, verdicts, decision, List.of());
    }
  }

  /** Nothing was snapshotted, or what was is left to the sweep. */
  record Refused(List<Problem> causes) implements Change {
    public Refused {
      causes = List.copyOf(causes);
    }
  }

  /** One same-region snapshot of each disk was made although the gate was negative. */
  record Held(List<SnapshotRecord> snapshots, List<Problem> causes) implements Change {
    public Held {
      snapshots = List.copyOf(snapshots);
      causes = List.copyOf(causes);
    }
  }

  /** Every disk has its snapshot. */
  record Taken(List<SnapshotRecord> snapshots) implements Change {
    public Taken {
      snapshots = List.copyOf(snapshots);
    }
  }

  /** Everything that the policy asked for is done. */
  record Completed() implements Change {}

  /** It could not be done. */
  record Failed(Problem cause) implements Change {}

  /** It was begun and given up; what it left is swept. */
  record Abandoned(Problem cause) implements Change {}
}
