# Rights in the vaults: keys' metadata, and key material only for backup where a policy checks by unwrapping.

locals {
  # Which role holds in which vault; the module's own vaults are RBAC vaults.
  all_vaults = merge(
    { for n, v in var.vaults : n => { id = v.id, access = v.access, unwrap = v.unwrap, own = false } },
    { for n, v in var.new_vaults : n => { id = "${local.own_group}/providers/Microsoft.KeyVault/vaults/${n}", access = "rbac", unwrap = v.unwrap, own = true } },
  )
  vault_grants = { for x in flatten([for n, v in local.all_vaults : [for g in local.grants : {
    key = "${g.key} at ${n}", role = g.key, app = g.app, vault = n, id = v.id, own = v.own
    # The data actions of a role mean nothing in a vault with access policies, its actions do.
    wanted = (g.when == "" || v.unwrap) && (v.access == "rbac" || length(g.actions) > 0)
  } if g.scope == "vault"]]) : x.key => x if x.wanted }

  policy_grants = { for x in flatten([for n, v in var.vaults : [for app, a in local.apps : {
    key     = "${app} at ${n}"
    app     = app
    vault   = n
    id      = v.id
    keys    = distinct(flatten([for g in a.grants : try(g.accessPolicy.keys, []) if g.scope == "vault" && (try(g.when, "") == "" || v.unwrap)]))
    secrets = distinct(flatten([for g in a.grants : try(g.accessPolicy.secrets, []) if g.scope == "vault" && (try(g.when, "") == "" || v.unwrap)]))
  }] if v.access == "access-policy"]) : x.key => x if length(concat(x.keys, x.secrets)) > 0 }

  # What the owner of the vaults runs where Terraform may not.
  vault_commands = var.grant_vault_access ? [] : concat(
    [for k, g in local.vault_grants : "az role assignment create --assignee-object-id ${azurerm_user_assigned_identity.app[g.app].principal_id} --assignee-principal-type ServicePrincipal --role ${basename(azurerm_role_definition.app[g.role].role_definition_resource_id)} --scope ${g.id}" if !g.own],
    [for k, g in local.policy_grants : join(" ", compact([
      "az keyvault set-policy --subscription ${split("/", g.id)[2]} --name ${basename(g.id)} --object-id ${azurerm_user_assigned_identity.app[g.app].principal_id}",
      length(g.keys) > 0 ? "--key-permissions ${join(" ", g.keys)}" : "",
      length(g.secrets) > 0 ? "--secret-permissions ${join(" ", g.secrets)}" : "",
    ]))],
  )
}

resource "azurerm_key_vault" "new" {
  for_each                      = var.new_vaults
  name                          = each.key
  resource_group_name           = azurerm_resource_group.keyhold.name
  location                      = azurerm_resource_group.keyhold.location
  tenant_id                     = var.tenant_id
  sku_name                      = each.value.sku
  rbac_authorization_enabled    = true
  purge_protection_enabled      = true
  soft_delete_retention_days    = 90
  enabled_for_disk_encryption   = true
  public_network_access_enabled = local.public_storage
  tags                          = var.tags

  network_acls {
    # Disks reach the vault through the bypass, for a disk encryption set; Functions is not among the trusted services.
    bypass         = "AzureServices"
    default_action = var.network == null ? "Allow" : "Deny"
    ip_rules       = var.allowed_ips
  }
}

resource "azurerm_monitor_diagnostic_setting" "new" {
  for_each                   = var.new_vaults
  name                       = "${var.name}-audit"
  target_resource_id         = azurerm_key_vault.new[each.key].id
  log_analytics_workspace_id = local.workspace_id

  enabled_log {
    category_group = "audit"
  }
}

resource "azurerm_role_assignment" "vault" {
  for_each           = { for k, g in local.vault_grants : k => g if var.grant_vault_access || g.own }
  scope              = each.value.id
  role_definition_id = azurerm_role_definition.app[each.value.role].role_definition_resource_id
  principal_id       = azurerm_user_assigned_identity.app[each.value.app].principal_id
  principal_type     = "ServicePrincipal"
  depends_on         = [azurerm_key_vault.new]
}

resource "azurerm_key_vault_access_policy" "vault" {
  for_each           = { for k, g in local.policy_grants : k => g if var.grant_vault_access }
  key_vault_id       = each.value.id
  tenant_id          = var.tenant_id
  object_id          = azurerm_user_assigned_identity.app[each.value.app].principal_id
  key_permissions    = [for p in each.value.keys : title(p)]
  secret_permissions = [for p in each.value.secrets : title(p)]
}
