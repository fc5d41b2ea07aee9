package io.keyhold.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * One policy of the policy document (design.md, Policies). A machine has the one policy that its
 * tag {@link Tags#POLICY} names.
 *
 * @param subscriptions where its machines are looked for
 */
public record Policy(
    String name,
    List<String> subscriptions,
    Schedule schedule,
    SnapshotTarget snapshots,
    Optional<CopyTarget> copy,
    Keep keep,
    KeyRules keys) {
  public Policy {
    subscriptions = List.copyOf(subscriptions);
  }

  /**
   * When backups are due.
   *
   * @param cron five fields: minute, hour, day of month, month, day of week
   */
  public record Schedule(String cron, ZoneId zone) {}

  /** Who may read a snapshot over the network; the default is nobody. */
  public enum NetworkAccess {
    ALLOW_ALL("AllowAll"),
    ALLOW_PRIVATE("AllowPrivate"),
    DENY_ALL("DenyAll");

    private final String text;

    NetworkAccess(String text) {
      this.text = text;
    }

    /** As Azure writes it. */
    public String text() {
      return text;
    }
  }

  /**
   * Where snapshots are made.
   *
   * @param resourceGroup a group in the machine's own subscription
   */
  public record SnapshotTarget(String resourceGroup, NetworkAccess networkAccess) {

    /** The id of the snapshot of one disk of a point: the same for every attempt. */
    public ArmId snapshot(PointId point, ArmId disk, Lun lun) {
      return ArmId.compute(
          disk.subscription(), resourceGroup, "snapshots", point.snapshotName(lun));
    }
  }

  /**
   * Where snapshots are copied to.
   *
   * @param diskEncryptionSet the set of the target region that encrypts the copies
   * @param allowPlatformKey true where a copy under a platform key is good enough
   */
  public record CopyTarget(
      String region,
      String resourceGroup,
      Optional<ArmId> diskEncryptionSet,
      boolean allowPlatformKey) {

    /** The id of the copy of one snapshot of a point: the same for every attempt. */
    public ArmId copy(PointId point, SnapshotRecord source) {
      return ArmId.compute(
          source.snapshot().subscription(),
          resourceGroup,
          "snapshots",
          point.snapshotName(source.lun()));
    }
  }

  /**
   * How long recovery points are kept.
   *
   * @param days since the slot
   * @param atLeast how many of the newest good points stay whatever their age
   */
  public record Keep(int days, int atLeast) {

    /** How long what has expired can still be restored before it is deleted (design.md, State). */
    public static final Duration EXPIRING = Duration.ofDays(14);

    /** This, or longer where the other one keeps longer. */
    public Keep extendedBy(Keep other) {
      return new Keep(Math.max(days, other.days), Math.max(atLeast, other.atLeast));
    }

    /** When the time of a point of this slot is over, unless it is one of the newest. */
    public Instant end(Instant slot) {
      return slot.plus(Duration.ofDays(days));
    }
  }
}
