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
   * @param namePrefix the disks are named {@code <namePrefix>-os} and {@code <namePrefix>-lun<N>};
   *     a machine has it for its name, and {@code <namePrefix>-nic} for its network interface
   * @param subnet for a machine, the id of an existing subnet; for disks it says nothing
   * @param zone empty for the recorded one
   * @param size of a machine; empty for the recorded one
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

  /** Where a machine's network interface is to be; always there in a request for a machine. */
  Optional<ArmId> subnet() {
    return target.subnet().flatMap(ArmId::parse);
  }

  /** The ids of the machine, which has the prefix for its name, and of its network interface. */
  Restore.MachineTarget machine(String subscription) {
    String group = target.resourceGroup();
    String name = target.namePrefix();
    return new Restore.MachineTarget(
        ArmId.network(subscription, group, "networkInterfaces", name + "-nic"),
        ArmId.compute(subscription, group, "virtualMachines", name));
  }

  /** The id of the disk that is made for this LUN. */
  ArmId disk(String subscription, Lun lun) {
    return ArmId.compute(
        subscription, target.resourceGroup(), "disks", target.namePrefix() + "-" + lun.suffix());
  }
}
