package io.keyhold.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an event says happened to a recovery point. */
public sealed interface Change {

  /** The word for it in events and answers. */
  default String word() {
    return switch (this) {
      case Gated gated -> "gated";
      case Refused refused -> "refused";
      case Held held -> "held";
      case Taken taken -> "taken";
      case CopyGated copyGated -> "copyGated";
      case NotCopied notCopied -> "notCopied";
      case Completed completed -> "completed";
      case Expiring expiring -> "expiring";
      case Kept kept -> "kept";
      case Expired expired -> "expired";
      case Failed failed -> "failed";
      case Abandoned abandoned -> "abandoned";
    };
  }

  /**
   * The gate looked: at these disks, with these verdicts, and decided so.
   *
   * @param remarks what must be known and stops nothing, see {@link Remarks}
   * @param machine how the machine was built; empty in events of releases that did not record it,
   *     and where a held point is looked at again
   */
  record Gated(
      List<DiskRecord> disks,
      List<Verdict> verdicts,
      Decision decision,
      List<Problem> remarks,
      Optional<MachineModel> machine)
      implements Change {
    public Gated {
      disks = List.copyOf(disks);
      verdicts = List.copyOf(verdicts);
      remarks = List.copyOf(remarks);
    }

    public Gated(
        List<DiskRecord> disks, List<Verdict> verdicts, Decision decision, List<Problem> remarks) {
      this(disks, verdicts, decision, remarks, Optional.empty());
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

  /**
   * The gate of the copies looked: at every key that the point and the target's disk encryption set
   * need. A positive one lets the named copies leave within ten minutes (rule 1); it is recorded
   * before the first of them is asked for, and again when that time is over and some have not left.
   *
   * @param copies under which ids the copies are made
   */
  record CopyGated(List<CopyPlan> copies, List<Verdict> verdicts, Decision decision)
      implements Change {
    public CopyGated {
      copies = List.copyOf(copies);
      verdicts = List.copyOf(verdicts);
    }
  }

  /**
   * The copies came to nothing; what was made of them is swept, the source snapshots stay.
   *
   * @param again true when they will be tried once more; false when the point stays without copies
   */
  record NotCopied(List<Problem> causes, boolean again) implements Change {
    public NotCopied {
      causes = List.copyOf(causes);
    }
  }

  /**
   * Everything that the policy asked for is done.
   *
   * @param copies every disk's copy in the target region; empty where no copy was asked for
   */
  record Completed(List<CopyRecord> copies) implements Change {
    public Completed {
      copies = List.copyOf(copies);
    }

    public Completed() {
      this(List.of());
    }
  }

  /**
   * Its time is over by its policy; it can still be restored.
   *
   * @param deleteAfter nothing is deleted before this instant
   */
  record Expiring(String because, Instant deleteAfter) implements Change {}

  /**
   * It is not to be deleted after all.
   *
   * @param to the state that it had before it was expiring
   */
  record Kept(PointState to, String because) implements Change {}

  /** It can no longer be restored; its snapshots and copies are deleted after this event. */
  record Expired() implements Change {}

  /** It could not be done. */
  record Failed(Problem cause) implements Change {}

  /** It was begun and given up; what it left is swept. */
  record Abandoned(Problem cause) implements Change {}
}
