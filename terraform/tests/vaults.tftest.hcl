# Vaults: those that are made, those that are there, and who gives the rights.

mock_provider "azurerm" {}

run "rights_are_the_owners_to_give" {
  module {
    source = "./modules/keyhold"
  }

  assert {
    condition     = length(azurerm_key_vault_access_policy.vault) == 0 && alltrue([for a in azurerm_role_assignment.vault : endswith(a.scope, "/vaults/kv-khtest")])
    error_message = "Without grant_vault_access no right is given in an existing vault."
  }

  assert {
    condition     = length(output.vault_access_commands) == 6 && length([for c in output.vault_access_commands : c if strcontains(c, azurerm_user_assigned_identity.app["retention"].principal_id)]) == 0
    error_message = "The owner is told what to run, and nothing for retention, which needs no key."
  }

  assert {
    condition     = length([for c in output.vault_access_commands : c if strcontains(c, "set-policy") && strcontains(c, "--name kv-legacy") && strcontains(c, "--object-id ${azurerm_user_assigned_identity.app["backup"].principal_id}") && strcontains(c, "--key-permissions get unwrapKey") && strcontains(c, "--secret-permissions list get")]) == 1
    error_message = "For a vault with access policies the line has the permissions of both grants."
  }

  assert {
    condition     = alltrue([for v in azurerm_key_vault.new : v.purge_protection_enabled && v.soft_delete_retention_days == 90 && v.rbac_authorization_enabled])
    error_message = "Vaults that are made are protected against purge, for 90 days, and use RBAC."
  }

  assert {
    condition     = toset(keys(azurerm_monitor_diagnostic_setting.new)) == toset(["kv-khtest"]) && azurerm_monitor_diagnostic_setting.new["kv-khtest"].target_resource_id == azurerm_key_vault.new["kv-khtest"].id
    error_message = "Only vaults that were made here get a diagnostic setting."
  }
}

run "rights_by_terraform" {
  module {
    source = "./modules/keyhold"
  }

  variables {
    grant_vault_access = true
  }

  assert {
    condition     = length(output.vault_access_commands) == 0
    error_message = "Nothing is left to run."
  }

  assert {
    condition     = toset([for a in azurerm_role_assignment.vault : a.scope if a.role_definition_id == azurerm_role_definition.app["backup vault-unwrap"].role_definition_resource_id]) == toset(["/subscriptions/55555555-5555-5555-5555-555555555555/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/kv-prod"])
    error_message = "Key material may be used only by backup, and only in RBAC vaults that a policy unwraps in."
  }

  assert {
    condition     = toset(azurerm_key_vault_access_policy.vault["backup at legacy"].key_permissions) == toset(["Get", "UnwrapKey"]) && toset(azurerm_key_vault_access_policy.vault["backup at legacy"].secret_permissions) == toset(["List", "Get"])
    error_message = "In a vault with access policies backup gets the permissions of both grants."
  }

  assert {
    condition     = toset(azurerm_key_vault_access_policy.vault["restore at legacy"].key_permissions) == toset(["Get"]) && toset(azurerm_key_vault_access_policy.vault["restore at legacy"].secret_permissions) == toset(["List"])
    error_message = "Restore gets metadata only."
  }

  assert {
    condition     = alltrue([for p in azurerm_key_vault_access_policy.vault : p.object_id != azurerm_user_assigned_identity.app["retention"].principal_id]) && alltrue([for a in azurerm_role_assignment.vault : a.principal_id != azurerm_user_assigned_identity.app["retention"].principal_id])
    error_message = "Retention has no right in any vault."
  }

  # The same rule as for roles, for permissions of access policies.
  assert {
    condition     = alltrue([for p in azurerm_key_vault_access_policy.vault : !anytrue([for x in concat(p.key_permissions, p.secret_permissions) : contains(["delete", "purge", "set", "import", "create", "update", "backup", "restore", "recover"], lower(x))])])
    error_message = "No access policy lets anybody change, delete or take away a key."
  }
}

run "metadata_only" {
  module {
    source = "./modules/keyhold"
  }

  variables {
    grant_vault_access = true
    policies           = replace(var.policies, "unwrap", "metadata")
    vaults = {
      prod   = { id = "/subscriptions/55555555-5555-5555-5555-555555555555/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/kv-prod" }
      legacy = { id = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/kv-legacy", access = "access-policy" }
    }
  }

  assert {
    condition     = length([for a in azurerm_role_assignment.vault : a if a.role_definition_id == azurerm_role_definition.app["backup vault-unwrap"].role_definition_resource_id]) == 0
    error_message = "Where no policy unwraps, nobody may use a key."
  }

  assert {
    condition     = alltrue([for p in azurerm_key_vault_access_policy.vault : !contains(p.key_permissions, "UnwrapKey") && !contains(p.secret_permissions, "Get")])
    error_message = "Where no policy unwraps, nobody may read a secret."
  }
}
