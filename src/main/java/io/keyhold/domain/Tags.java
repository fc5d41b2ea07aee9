package io.keyhold.domain;

import java.util.Map;
import java.util.Optional;

/** The tags that Keyhold reads and writes. Tag names are compared without case, as Azure does. */
public final class Tags {

  /** On a machine: the name of its policy. */
  public static final String POLICY = "keyhold-policy";

  /** On a disk, or on the machine for all its disks: where the key of the guest is kept. */
  public static final String KEY = "keyhold-key";

  /** On a disk: why it is left out. */
  public static final String EXCLUDE = "keyhold-exclude";

  /** On a snapshot or disk that Keyhold made: the recovery point it belongs to. */
  public static final String POINT = "keyhold-point";

  /** On a disk that a restore made: the restore. */
  public static final String RESTORE = "keyhold-restore";

  /** Before the place of a key that is kept outside Key Vault. */
  public static final String EXTERNAL = "external:";

  private Tags() {}

  public static Optional<String> value(Map<String, String> tags, String name) {
    return tags.entrySet().stream()
        .filter(tag -> tag.getKey().equalsIgnoreCase(name))
        .map(tag -> tag.getValue().strip())
        .filter(value -> !value.isEmpty())
        .findFirst();
  }
}
