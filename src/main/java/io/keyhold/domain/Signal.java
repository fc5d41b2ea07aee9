package io.keyhold.domain;

import io.keyhold.domain.SignalKind.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something that happened and that somebody may want to be told of; without key material. */
public sealed interface Signal {

  /** When it happened; of what an event records, that event's instant. */
  Instant at();

  /** Which backup of which machine, and the tick or request that caused what happened. */
  record Backup(PointId point, Origin origin, String run) {}

  /**
   * @param copyTo the region that its policy wants it copied to
   * @param notes what must be known and stopped nothing: warnings about keys, unverified ones,
   *     remarks
   */
  record BackupSucceeded(
      Instant at,
      Backup backup,
      int disks,
      long sizeBytes,
      Optional<String> copyTo,
      List<Cause> notes)
      implements Signal {
    public BackupSucceeded {
      notes = List.copyOf(notes);
    }
  }

  record BackupRefused(Instant at, Backup backup, List<Cause> causes) implements Signal {
    public BackupRefused {
      causes = List.copyOf(causes);
    }
  }

  /**
   * @param until how long the point may still become a backup
   */
  record BackupHeld(Instant at, Backup backup, List<Cause> causes, Instant until)
      implements Signal {
    public BackupHeld {
      causes = List.copyOf(causes);
    }
  }

  record BackupFailed(Instant at, Backup backup, Cause cause) implements Signal {}

  record BackupAbandoned(Instant at, Backup backup, Cause cause) implements Signal {}

  /**
   * @param machines at least so many machines need it: the most recovery points of one slot that do
   * @param first the backup that met it first
   */
  record KeyStateChanged(Instant at, Cause cause, int machines, Backup first) implements Signal {}

  /**
   * @param since when it was first met
   */
  record KeyStateResolved(Instant at, Cause cause, String result, Instant since, Backup first)
      implements Signal {
    public Duration lasted() {
      return Duration.between(since, at);
    }
  }

  /**
   * @param region where the copies go
   */
  record CopyStarted(Instant at, Backup backup, int disks, String region) implements Signal {}

  /**
   * @param region where the copies are
   */
  record CopyCompleted(Instant at, Backup backup, int disks, String region) implements Signal {}

  /**
   * @param again true when they will be tried once more
   */
  record CopyFailed(Instant at, Backup backup, List<Cause> causes, boolean again)
      implements Signal {
    public CopyFailed {
      causes = List.copyOf(causes);
    }
  }

  /**
   * A restore, by its client's id.
   *
   * @param mode {@code disks} or {@code machine}
   * @param group the id of the resource group that it makes everything in
   * @param requestedBy who asked for it
   */
  record Restoring(
      String id, PointId point, String mode, String group, Optional<Requester> requestedBy) {}

  record RestoreStarted(Instant at, Restoring restore) implements Signal {}

  record RestoreSucceeded(Instant at, Restoring restore) implements Signal {}

  record RestoreFailed(Instant at, Restoring restore, Problem problem) implements Signal {}

  record RestoreCanceled(Instant at, Restoring restore) implements Signal {}

  /**
   * @param until before which nothing of it is deleted
   */
  record PointExpiring(Instant at, Backup backup, String because, Instant until)
      implements Signal {}

  record PointKept(Instant at, Backup backup, String because) implements Signal {}

  record PointExpired(Instant at, Backup backup) implements Signal {}

  /**
   * @param selected machines that a policy selects
   * @param notSelected machines of the same subscriptions that none does
   * @param sent orders that this tick sent
   * @param unreadable subscriptions that could not be read in this tick; their machines are in no
   *     number here
   * @param oldest the selected machine whose last success is the longest ago
   * @param withoutSuccess selected machines of which no success is known
   * @param examples some of them
   * @param troubled keys, sets and vaults that are not available at the moment
   */
  record FleetChecked(
      Instant at,
      String run,
      int selected,
      int notSelected,
      int sent,
      int unreadable,
      Optional<LastSuccess> oldest,
      int withoutSuccess,
      List<ArmId> examples,
      int troubled)
      implements Signal {
    public FleetChecked {
      examples = List.copyOf(examples);
    }
  }

  /** The slot of a machine's newest backup that succeeded. */
  record LastSuccess(ArmId machine, Instant slot) {}

  default SignalKind kind() {
    return switch (this) {
      case BackupSucceeded succeeded -> SignalKind.BACKUP_SUCCEEDED;
      case BackupRefused refused -> SignalKind.BACKUP_REFUSED;
      case BackupHeld held -> SignalKind.BACKUP_HELD;
      case BackupFailed failed -> SignalKind.BACKUP_FAILED;
      case BackupAbandoned abandoned -> SignalKind.BACKUP_ABANDONED;
      case KeyStateChanged changed -> SignalKind.KEY_STATE_CHANGED;
      case KeyStateResolved resolved -> SignalKind.KEY_STATE_RESOLVED;
      case CopyStarted started -> SignalKind.COPY_STARTED;
      case CopyCompleted completed -> SignalKind.COPY_COMPLETED;
      case CopyFailed failed -> SignalKind.COPY_FAILED;
      case RestoreStarted started -> SignalKind.RESTORE_STARTED;
      case RestoreSucceeded succeeded -> SignalKind.RESTORE_SUCCEEDED;
      case RestoreFailed failed -> SignalKind.RESTORE_FAILED;
      case RestoreCanceled canceled -> SignalKind.RESTORE_CANCELED;
      case PointExpiring expiring -> SignalKind.POINT_EXPIRING;
      case PointKept kept -> SignalKind.POINT_KEPT;
      case PointExpired expired -> SignalKind.POINT_EXPIRED;
      case FleetChecked checked -> SignalKind.FLEET_CHECKED;
    };
  }

  default Level level() {
    boolean quieter =
        (this instanceof CopyFailed copy && copy.again())
            || (this instanceof KeyStateChanged changed
                && changed.cause().result().equals(Optional.of("unknown")));
    return quieter ? Level.WARNING : kind().level();
  }
}
