package io.keyhold.local.capacity;

import java.util.List;

/**
 * Families of sizes: a small part of Azure's, with what a restore has to look at. The names are
 * those under which usages count their vCPUs.
 */
public enum Family {
  AV2("standardAv2Family", "Standard Av2", "V1", false, "SCSI", 2),
  BS("standardBSFamily", "Standard BS", "V1,V2", true, "SCSI", 4),
  DV2("standardDv2Family", "Standard Dv2", "V1", false, "SCSI", 4),
  DSV2("standardDSv2Family", "Standard DSv2", "V1,V2", true, "SCSI", 4),
  DV3("standardDv3Family", "Standard Dv3", "V1", false, "SCSI", 2),
  DSV3("standardDSv3Family", "Standard DSv3", "V1,V2", true, "SCSI", 2),
  DAV4("standardDAv4Family", "Standard DAv4", "V1,V2", false, "SCSI", 2),
  DSV5("standardDSv5Family", "Standard DSv5", "V1,V2", true, "SCSI", 2),
  DDSV5("standardDDSv5Family", "Standard DDSv5", "V1,V2", true, "SCSI", 2),
  DASV5("standardDASv5Family", "Standard DASv5", "V1,V2", true, "SCSI", 2),
  ESV5("standardESv5Family", "Standard ESv5", "V1,V2", true, "SCSI", 2),
  DSV6("StandardDsv6Family", "Standard Dsv6", "V2", true, "NVMe", 2),
  EBSV5("standardEBSv5Family", "Standard EBSv5", "V1,V2", true, "SCSI, NVMe", 4),
  FSV2("standardFSv2Family", "Standard FSv2", "V1,V2", true, "SCSI", 2),
  MS("standardMSFamily", "Standard MS", "V1,V2", true, "SCSI", 2),
  DCASV5("standardDCASv5Family", "Standard DCASv5", "V2", true, "SCSI", 2);

  private final String usage;
  private final String label;
  private final String generations;
  private final boolean premium;
  private final String controllers;
  private final int disksPerCore;

  Family(
      String usage,
      String label,
      String generations,
      boolean premium,
      String controllers,
      int disksPerCore) {
    this.usage = usage;
    this.label = label;
    this.generations = generations;
    this.premium = premium;
    this.controllers = controllers;
    this.disksPerCore = disksPerCore;
  }

  /** The name under which its vCPUs are counted. */
  public String usage() {
    return usage;
  }

  /** The same name for people. */
  public String localized() {
    return label + " Family vCPUs";
  }

  List<String> generations() {
    return List.of(generations.split(","));
  }

  boolean premium() {
    return premium;
  }

  /**
   * Trusted Launch needs generation 2; machines of the memory-optimised M series do not have it.
   */
  boolean trustedLaunch() {
    return generations().contains("V2") && this != MS && this != DAV4;
  }

  boolean confidential() {
    return this == DCASV5;
  }

  List<String> controllers() {
    return List.of(controllers.split(", "));
  }

  int dataDisks(int cores) {
    return Math.min(Math.max(cores * disksPerCore, 2), 64);
  }
}
