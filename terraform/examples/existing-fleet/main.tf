# Machines, groups, vaults and a workspace that are there already: one vault with RBAC, one with access policies.

module "keyhold" {
  source = "../../modules/keyhold"

  name            = "khfleet"
  location        = "westeurope"
  subscription_id = var.subscription_id
  tenant_id       = var.tenant_id
  audience        = var.audience
  policies        = file("${path.module}/policies.json")
  prevent_destroy = var.prevent_destroy

  create_groups = false
  subscriptions = {
    (var.subscription_id) = {
      protected_groups = ["fleet", "fleet-encryption"]
      snapshot_group   = "fleet-snapshots"
      target_groups    = ["fleet-restored"]
      networks         = ["/subscriptions/${var.subscription_id}/resourceGroups/fleet/providers/Microsoft.Network/virtualNetworks/fleet"]
    }
  }

  vaults = {
    current = {
      id = "/subscriptions/${var.subscription_id}/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/kv-fleet"
    }
    legacy = {
      id     = "/subscriptions/${var.subscription_id}/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/kv-fleet-legacy"
      access = "access-policy"
      unwrap = true
    }
  }
  grant_vault_access = var.grant_vault_access

  plan_sku                   = "EP1"
  log_analytics_workspace_id = "/subscriptions/${var.subscription_id}/resourceGroups/logs/providers/Microsoft.OperationalInsights/workspaces/fleet"
  settings                   = { HTTPS_PROXY = "http://proxy.fleet.example:3128", NO_PROXY = "169.254.169.254" }
  alert_webhooks             = { desk = "https://desk.fleet.example/keyhold" }
}
