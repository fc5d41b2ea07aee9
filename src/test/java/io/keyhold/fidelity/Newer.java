package io.keyhold.fidelity;

import java.util.List;
import java.util.stream.Stream;

/**
 * A member that the real service writes and the swagger does not know, or knows more narrowly.
 *
 * @param known whether the swagger knows it, with another type
 * @param source where it was seen
 */
record Newer(String file, String definition, String member, boolean known, String source) {

  static final String DISK = "DiskRP-2024-03-02.strict.json";
  static final String COMPUTE = "ComputeRP-2024-11-01.strict.json";
  static final String KEYS = "KeyVault-keys-7.5.strict.json";
  static final String SECRETS = "KeyVault-secrets-7.5.strict.json";

  static final List<Newer> ALL =
      List.of(
          unknown(DISK, "Disk_properties", "readOnly", "disk-create/get-disk-premiumv2-2025"),
          wider(
              KEYS, "KeyListResult", "nextLink", "null on the last page: paging/list-keys-page-2"),
          wider(KEYS, "DeletedKeyListResult", "nextLink", "null on the last page, as of keys"),
          wider(SECRETS, "SecretListResult", "nextLink", "null on the last page, as of keys"),
          wider(SECRETS, "DeletedSecretListResult", "nextLink", "null on the last page"));

  private static Newer unknown(String file, String definition, String member, String source) {
    return new Newer(file, definition, member, false, source);
  }

  private static Newer wider(String file, String definition, String member, String source) {
    return new Newer(file, definition, member, true, source);
  }

  static Stream<Newer> in(String file) {
    return ALL.stream().filter(newer -> newer.file().equals(file));
  }
}
