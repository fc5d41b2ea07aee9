package io.keyhold.plan;

import io.keyhold.domain.Lun;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One encrypted volume, as the steps name what belongs to it.
 *
 * @param number from 1; a disk may have several volumes with a key each
 * @param several whether the disk has more than one
 * @param ade whether Azure Disk Encryption encrypted it
 * @param protector the GUID of the BitLocker protector that its key is for, where that is known
 */
record Volume(Lun lun, int number, boolean several, boolean ade, Optional<String> protector) {

  private static final Pattern GUID =
      Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

  static Volume alone(Lun lun) {
    return new Volume(lun, 1, false, false, Optional.empty());
  }

  /** A volume of Azure Disk Encryption, whose secret is named after the protector (§1.3). */
  static Volume ade(Lun lun, int number, boolean several, String secret) {
    return new Volume(
        lun, number, several, true, Optional.of(secret).filter(s -> GUID.matcher(s).matches()));
  }

  /** The file that its key is in. */
  String key() {
    return several ? "key-" + number : "key";
  }

  /** What the opened volume is called. */
  String opened() {
    return "keyhold-" + lun.suffix() + (several ? "-" + number : "");
  }
}
