package io.keyhold.local.keyvault;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A vault as the resource manager shows it. */
record VaultResource(VaultSettings settings) {

  ObjectNode body() {
    var node =
        Json.object()
            .put("id", settings.resourceId())
            .put("name", settings.name())
            .put("type", "Microsoft.KeyVault/vaults")
            .put("location", settings.location());
    var tags = node.putObject("tags");
    settings.tags().forEach(tags::put);
    var properties = node.putObject("properties");
    properties.putObject("sku").put("family", "A").put("name", "standard");
    properties.put("tenantId", settings.tenant()).putArray("accessPolicies");
    properties
        .put("enabledForDeployment", false)
        .put("enabledForDiskEncryption", settings.diskEncryption())
        .put("enabledForTemplateDeployment", false)
        .put("enableSoftDelete", true)
        .put("softDeleteRetentionInDays", settings.softDeleteDays())
        .put("enableRbacAuthorization", settings.rbac());
    if (settings.purgeProtection()) {
      properties.put("enablePurgeProtection", true);
    }
    properties
        .put("vaultUri", "https://" + settings.host() + "/")
        .put("provisioningState", "Succeeded")
        .put("publicNetworkAccess", "Enabled");
    return node;
  }
}
