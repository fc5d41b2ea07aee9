package io.keyhold.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A managed disk as Azure shows it.
 *
 * @param uniqueId tells a disk from one that was made anew under its name
 * @param sizeBytes the disk's size in bytes
 * @param volumes the Azure Disk Encryption references that stand on the disk, one per volume; empty
 *     when it is off. A volume whose URL cannot be read is kept, see {@link AdeVolume}
 * @param shared whether several machines may attach it at once ({@code maxShares} above 1)
 */
public record Disk(
    ArmId id,
    String uniqueId,
    Lun lun,
    long sizeBytes,
    DiskTraits traits,
    AtRest atRest,
    List<AdeVolume> volumes,
    Map<String, String> tags,
    boolean shared) {
  public Disk {
    volumes = List.copyOf(volumes);
    tags = Map.copyOf(tags);
  }

  /** A disk that one machine has for itself. */
  public Disk(
      ArmId id,
      String uniqueId,
      Lun lun,
      long sizeBytes,
      DiskTraits traits,
      AtRest atRest,
      List<AdeVolume> volumes,
      Map<String, String> tags) {
    this(id, uniqueId, lun, sizeBytes, traits, atRest, volumes, tags, false);
  }

  /**
   * What a restored disk has to have again.
   *
   * @param sku the storage type, such as {@code Premium_LRS}
   * @param generation {@code V1} or {@code V2}
   * @param securityType such as {@code TrustedLaunch}
   */
  public record DiskTraits(
      String region,
      Optional<String> sku,
      Optional<String> osType,
      Optional<String> generation,
      Optional<String> securityType,
      Optional<String> zone) {}
}
