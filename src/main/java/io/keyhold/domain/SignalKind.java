package io.keyhold.domain;

/**
 * The kinds of {@link Signal}: name and number are stable and public, for alert rules are written
 * against them. None is ever renamed or used for something else.
 */
public enum SignalKind {
  BACKUP_SUCCEEDED(
      1001,
      "BackupSucceeded",
      Level.INFORMATION,
      "Every disk of the machine has its snapshot: the recovery point can be restored",
      "Nothing. `notes` has what must be known all the same: a key near its expiry, a vault without"
          + " purge protection, encryption that vanished"),
  BACKUP_REFUSED(
      1002,
      "BackupRefused",
      Level.ERROR,
      "The gate said no for this slot; nothing was copied, older points are untouched",
      "Read `causes`: each has its remedy. Where `urgent` is there, do what it says first"),
  BACKUP_HELD(
      1003,
      "BackupHeld",
      Level.ERROR,
      "The gate said no, and the policy wants a snapshot all the same; it counts as no success",
      "Bring the key back within seven days, until `until`. Where `urgent` is there, do what it"
          + " says first"),
  BACKUP_FAILED(
      1004,
      "BackupFailed",
      Level.ERROR,
      "The slot could not be done in five deliveries, or by something that will not pass",
      "Read `causes`; then ask for a backup at once (`PUT /api/backups`)"),
  BACKUP_ABANDONED(
      1005,
      "BackupAbandoned",
      Level.WARNING,
      "A point that was held for seven days, or begun and never finished, was given up",
      "Nothing for this point; the machine's later points count"),
  KEY_STATE_CHANGED(
      1101,
      "KeyStateChanged",
      Level.ERROR,
      "A key, set or vault that was available is not any more, or fails in another way than before."
          + " Said once for all machines that need it, and again after two days unseen",
      "Read `remedy`. At level `warning` nothing could be found out (`result` unknown): open the"
          + " way to the vault"),
  KEY_STATE_RESOLVED(
      1102,
      "KeyStateResolved",
      Level.INFORMATION,
      "It is available again",
      "Nothing. What was refused meanwhile is backed up in the next slot, or at once by `PUT"
          + " /api/backups`"),
  COPY_STARTED(
      1203,
      "CopyStarted",
      Level.INFORMATION,
      "The gate of the copies said yes, and the point's copies are asked for",
      "Nothing. One that stays without `CopyCompleted` or `CopyFailed` for a day is worth a look"),
  COPY_COMPLETED(
      1201,
      "CopyCompleted",
      Level.INFORMATION,
      "Every disk's copy in the target region is whole and encrypted as was meant",
      "Nothing"),
  COPY_FAILED(
      1202,
      "CopyFailed",
      Level.ERROR,
      "The copies of a point came to nothing; at level `warning` they are tried again",
      "Read `causes`. The point itself can be restored in its own region"),
  RESTORE_STARTED(
      1301,
      "RestoreStarted",
      Level.INFORMATION,
      "A restore began to make things",
      "Nothing, if somebody meant it"),
  RESTORE_SUCCEEDED(1302, "RestoreSucceeded", Level.INFORMATION, "Everything is made", "Nothing"),
  RESTORE_FAILED(
      1303,
      "RestoreFailed",
      Level.ERROR,
      "A restore failed; what it made was removed",
      "Read `causes`, remove the cause, and restore again under a new id"),
  RESTORE_CANCELED(
      1304,
      "RestoreCanceled",
      Level.INFORMATION,
      "A restore was cancelled; what it made was removed",
      "Nothing, if somebody meant it"),
  POINT_EXPIRING(
      1401,
      "PointExpiring",
      Level.INFORMATION,
      "A point's time is over; it can be restored until `until`",
      "Nothing, if `keep` of the policy is meant"),
  POINT_KEPT(
      1402,
      "PointKept",
      Level.INFORMATION,
      "A point that was to expire stays after all",
      "Nothing"),
  POINT_EXPIRED(
      1403,
      "PointExpired",
      Level.INFORMATION,
      "A point can no longer be restored; its snapshots and copies are deleted after this",
      "Nothing"),
  FLEET_CHECKED(
      1501,
      "FleetChecked",
      Level.INFORMATION,
      "Once in every backup tick: how the backups of all selected machines stand",
      "Alert on the age of `oldestSuccess`, on `withoutSuccess`, and on none of these events at"
          + " all: then the timer does not run or the policies cannot be read");

  /** How loud; the words of Azure Monitor's severities. */
  public enum Level {
    INFORMATION("information"),
    WARNING("warning"),
    ERROR("error");

    private final String word;

    Level(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  private final int number;
  private final String text;
  private final Level level;
  private final String when;
  private final String todo;

  SignalKind(int number, String text, Level level, String when, String todo) {
    this.number = number;
    this.text = text;
    this.level = level;
    this.when = when;
    this.todo = todo;
  }

  public int number() {
    return number;
  }

  /** The name as it stands in the log. */
  public String text() {
    return text;
  }

  /** How loud it is unless the signal says otherwise. */
  public Level level() {
    return level;
  }

  /** When it is said; one or two sentences of Markdown. */
  public String when() {
    return when;
  }

  /** What whoever hears it should do. */
  public String todo() {
    return todo;
  }
}
