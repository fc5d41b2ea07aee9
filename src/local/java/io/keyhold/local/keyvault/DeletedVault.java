package io.keyhold.local.keyvault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A vault between its deletion and the end of its retention. */
record DeletedVault(Vault vault, Instant at) {

  Instant purgedAt() {
    return at.plus(vault.settings().softDeleteDays(), ChronoUnit.DAYS);
  }

  /** The form in which the resource manager shows it. */
  ObjectNode resource() {
    var settings = vault.settings();
    var node =
        Json.object()
            .put(
                "id",
                "/subscriptions/%s/providers/Microsoft.KeyVault/locations/%s/deletedVaults/%s"
                    .formatted(settings.subscription(), settings.location(), settings.name()))
            .put("name", settings.name())
            .put("type", "Microsoft.KeyVault/deletedVaults");
    var properties =
        node.putObject("properties")
            .put("vaultId", settings.resourceId())
            .put("location", settings.location());
    var tags = properties.putObject("tags");
    settings.tags().forEach(tags::put);
    properties.put("deletionDate", seconds(at)).put("scheduledPurgeDate", seconds(purgedAt()));
    if (settings.purgeProtection()) {
      properties.put("purgeProtectionEnabled", true);
    }
    return node;
  }

  private static String seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
