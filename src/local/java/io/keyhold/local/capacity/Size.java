package io.keyhold.local.capacity;

import java.util.List;

/**
 * A size of machines.
 *
 * @param name such as Standard_D2s_v5
 * @param cores vCPUs
 * @param memoryGb in GiB
 */
public record Size(String name, Family family, int cores, int memoryGb) {

  /** The family whose quota it uses. */
  public String usage() {
    return family.usage();
  }

  /** V1, V2, or both. */
  public List<String> generations() {
    return family.generations();
  }

  /** SCSI, NVMe, or both. */
  public List<String> controllers() {
    return family.controllers();
  }

  /** Whether it takes Premium disks. */
  public boolean premium() {
    return family.premium();
  }

  public boolean trustedLaunch() {
    return family.trustedLaunch();
  }

  /** How many data disks it takes. */
  public int dataDisks() {
    return family.dataDisks(cores);
  }
}
