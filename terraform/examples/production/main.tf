# Three subscriptions, a private network, copies in a second region, new and existing vaults, the period locked later.

locals {
  location = "westeurope"
  prod     = "44444444-4444-4444-4444-444444444444"
  data     = "55555555-5555-5555-5555-555555555555"
  # The spoke that the platform's owners made for Keyhold, with two subnets; terraform/README.md has the az lines.
  # What has no private endpoint here (the resource manager, Entra ID, Application Insights) leaves through its gateway.
  network = "/subscriptions/${var.subscription_id}/resourceGroups/platform-network/providers/Microsoft.Network/virtualNetworks/vnet-keyhold"
  zones = {
    blob  = "privatelink.blob.core.windows.net"
    queue = "privatelink.queue.core.windows.net"
    table = "privatelink.table.core.windows.net"
    vault = "privatelink.vaultcore.azure.net"
    sites = "privatelink.azurewebsites.net"
  }
}

resource "azurerm_resource_group" "network" {
  name     = "khprod-network"
  location = local.location
}

resource "azurerm_private_dns_zone" "zone" {
  for_each            = local.zones
  name                = each.value
  resource_group_name = azurerm_resource_group.network.name
}

resource "azurerm_private_dns_zone_virtual_network_link" "zone" {
  for_each              = local.zones
  name                  = each.key
  resource_group_name   = azurerm_resource_group.network.name
  private_dns_zone_name = azurerm_private_dns_zone.zone[each.key].name
  virtual_network_id    = local.network
}

module "keyhold" {
  source = "../../modules/keyhold"

  name            = "khprod"
  location        = local.location
  subscription_id = var.subscription_id
  tenant_id       = var.tenant_id
  audience        = var.audience
  tags            = { owner = "backup", environment = "production" }
  policies        = file("${path.module}/policies.json")
  prevent_destroy = var.prevent_destroy

  # The groups of prod and data exist already: one provider makes resources in one subscription only. protected_groups
  # has the groups of the disk encryption sets of both regions too.
  subscriptions = {
    (local.prod) = {
      protected_groups = ["web", "app", "encryption"]
      copy_group       = "keyhold-copies"
      target_groups    = ["keyhold-restored", "keyhold-restored-north"]
      networks         = ["/subscriptions/${local.prod}/resourceGroups/networks/providers/Microsoft.Network/virtualNetworks/vnet-prod"]
    }
    (local.data) = {
      protected_groups = ["databases"]
      copy_group       = "keyhold-copies"
      target_groups    = ["keyhold-restored"]
    }
  }

  vaults = {
    prod = {
      id               = "/subscriptions/${local.prod}/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/kv-prod"
      private_endpoint = true
    }
  }
  new_vaults = {
    kv-khprod = { unwrap = true }
  }

  network = {
    functions_subnet_id  = "${local.network}/subnets/functions"
    endpoints_subnet_id  = "${local.network}/subnets/endpoints"
    private_dns_zone_ids = { for service, zone in azurerm_private_dns_zone.zone : service => zone.id }
  }

  state_replication  = "GZRS"
  immutability_days  = 2557
  log_retention_days = 365
  alert_emails       = { backup = "backup@example.com" }
  last_success_hours = 26
}
