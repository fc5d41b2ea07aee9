package io.keyhold.restore;

import io.keyhold.domain.Code;
import io.keyhold.domain.DiskRecord;
import io.keyhold.domain.Quota;
import io.keyhold.domain.Sku;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a restore takes of the quotas of the target region: cores of the family and of all,
 * machines, and disks by kind. A quota that Azure does not list does not bind.
 */
final class Quotas {

  private static final String MACHINES = "virtualMachines";
  private static final String CORES = "cores";

  private Quotas() {}

  /**
   * @param quotas by name, in lower case
   */
  static void check(
      Map<String, Quota> quotas, Optional<Sku> size, Blueprint plan, Findings findings) {
    taken(size, plan)
        .forEach(
            (name, amount) ->
                Optional.ofNullable(quotas.get(name.toLowerCase(Locale.ROOT)))
                    .filter(quota -> quota.left() < amount)
                    .ifPresent(
                        quota ->
                            findings.forbid(
                                Code.QUOTA_EXCEEDED,
                                name,
                                "%s: %d of %d are in use in %s, the restore needs %d"
                                    .formatted(
                                        name,
                                        quota.used(),
                                        quota.limit(),
                                        plan.region(),
                                        amount))));
  }

  private static Map<String, Long> taken(Optional<Sku> size, Blueprint plan) {
    Map<String, Long> taken = new LinkedHashMap<>();
    size.ifPresent(
        sku -> {
          taken.put(MACHINES, 1L);
          sku.capability("vCPUs")
              .flatMap(Quotas::number)
              .ifPresent(
                  cores -> {
                    taken.put(CORES, cores);
                    sku.family().ifPresent(family -> taken.put(family, cores));
                  });
        });
    for (DiskRecord disk : plan.disks()) {
      disk.traits().sku().map(Quotas::ofDisks).ifPresent(name -> taken.merge(name, 1L, Long::sum));
    }
    return taken;
  }

  /**
   * The quota that counts disks of this kind: {@code PremiumDiskCount} for {@code Premium_LRS},
   * {@code PremiumZRSDiskCount} for {@code Premium_ZRS}.
   */
  private static String ofDisks(String kind) {
    String redundancy = kind.endsWith("_ZRS") ? "ZRS" : "";
    return kind.split("_")[0] + redundancy + "DiskCount";
  }

  static Optional<Long> number(String text) {
    return text.matches("[0-9]{1,9}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }
}
