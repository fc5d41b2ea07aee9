package io.keyhold.domain;

import java.util.Arrays;
import java.util.Optional;

/** What a caller may do, as the roles of Keyhold's Entra application say it. */
public enum AppRole {
  /** Looks at everything and changes nothing. */
  READER("Keyhold.Reader"),
  /** Asks for backups, and lets expiry go on. */
  BACKUP_OPERATOR("Keyhold.BackupOperator"),
  /** Restores, and cancels restores. */
  RESTORE_OPERATOR("Keyhold.RestoreOperator");

  private final String value;

  AppRole(String value) {
    this.value = value;
  }

  /** As it stands in a token's {@code roles}. */
  public String value() {
    return value;
  }

  /**
   * The role of this value; values have case, and those that Keyhold does not know grant nothing.
   */
  public static Optional<AppRole> of(String value) {
    return Arrays.stream(values()).filter(role -> role.value.equals(value)).findFirst();
  }

  /** Whether it is enough where {@code needed} is needed: who operates may look. */
  public boolean covers(AppRole needed) {
    return this == needed || needed == READER;
  }
}
