package io.keyhold.restore;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Lun;
import io.keyhold.domain.PointId;
import java.util.List;
import java.util.Optional;

/**
 * What a caller wants restored, and where. Two requests are the same when their members are,
 * whatever their order and white space in the body.
 *
 * @param luns the disks to restore; empty for all of the point
 */
public record RestoreRequest(PointId point, Mode mode, List<Lun> luns, Target target) {

  /** Disks alone, or a machine with them. */
  public enum Mode {
    DISKS("disks"),
    MACHINE("machine");

    private final String word;

    Mode(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /**
   * Where to.
   *
   * @param region empty for the region of the machine
   * @param resourceGroup a group in the point's own subscription
   * @param namePrefix the disks are named {@code <namePrefix>-os} and {@code <namePrefix>-lun<N>}
   * @param diskEncryptionSet empty for the set that the point names, where it names one
   */
  public record Target(
      Optional<String> region,
      String resourceGroup,
      String namePrefix,
      Optional<String> subnet,
      Optional<String> zone,
      Optional<String> size,
      Optional<ArmId> diskEncryptionSet) {}

  public RestoreRequest {
    luns = luns.stream().distinct().sorted().toList();
  }

  /** The id of the disk that is made for this LUN. */
  ArmId disk(String subscription, Lun lun) {
    return ArmId.compute(
        subscription, target.resourceGroup(), "disks", target.namePrefix() + "-" + lun.suffix());
  }
}
