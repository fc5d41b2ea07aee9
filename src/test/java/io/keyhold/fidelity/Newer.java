package io.keyhold.fidelity;

import java.util.List;
import java.util.stream.Stream;

/**
 * A member that the real service writes and the swagger does not know.
 *
 * @param source where it was seen
 */
record Newer(String file, String definition, String member, String source) {

  static final String DISK = "DiskRP-2024-03-02.strict.json";
  static final String COMPUTE = "ComputeRP-2024-11-01.strict.json";
  static final String KEYS = "KeyVault-keys-7.5.strict.json";
  static final String SECRETS = "KeyVault-secrets-7.5.strict.json";

  static final List<Newer> ALL =
      List.of(
          new Newer(DISK, "Disk_properties", "readOnly", "disk-create/get-disk-premiumv2-2025"));

  static Stream<Newer> in(String file) {
    return ALL.stream().filter(newer -> newer.file().equals(file));
  }
}
