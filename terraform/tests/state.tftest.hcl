# What is kept for seven years, and who can take it away.

mock_provider "azurerm" {}

run "state" {
  module {
    source = "./modules/keyhold"
  }

  assert {
    condition     = azurerm_storage_container_immutability_policy.points.storage_container_resource_manager_id == azurerm_storage_container.state["points"].id && azurerm_storage_container.state["points"].name == "points"
    error_message = "The container points is immutable."
  }

  assert {
    condition     = azurerm_storage_container_immutability_policy.points.immutability_period_in_days >= 7 * 365 && !azurerm_storage_container_immutability_policy.points.protected_append_writes_enabled && !azurerm_storage_container_immutability_policy.points.protected_append_writes_all_enabled
    error_message = "Records are immutable for seven years, and nothing can be appended to them."
  }

  assert {
    condition     = !azurerm_storage_container_immutability_policy.points.locked
    error_message = "The period is not locked by default: that cannot be undone."
  }

  assert {
    condition     = alltrue([for a in concat([azurerm_storage_account.state], values(azurerm_storage_account.host)) : !a.shared_access_key_enabled && a.default_to_oauth_authentication && !a.allow_nested_items_to_be_public && !a.cross_tenant_replication_enabled && !a.local_user_enabled])
    error_message = "No storage account takes keys, or shows anything to the public."
  }

  assert {
    condition     = alltrue([for a in concat([azurerm_storage_account.state], values(azurerm_storage_account.host)) : a.min_tls_version == "TLS1_2" && a.https_traffic_only_enabled])
    error_message = "Storage takes HTTPS with TLS 1.2 only."
  }

  assert {
    condition     = azurerm_storage_account.state.blob_properties[0].versioning_enabled && azurerm_storage_account.state.blob_properties[0].delete_retention_policy[0].days >= 90 && azurerm_storage_account.state.blob_properties[0].container_delete_retention_policy[0].days >= 90
    error_message = "Versions are kept, and what is deleted for 90 days."
  }

  assert {
    condition     = contains(["GRS", "RAGRS", "GZRS", "RAGZRS"], azurerm_storage_account.state.account_replication_type)
    error_message = "The state is kept in a second region by default."
  }

  assert {
    condition     = alltrue([for c in concat(values(azurerm_storage_container.state), values(azurerm_storage_container.package)) : c.container_access_type == "private"])
    error_message = "No container is public."
  }

  assert {
    condition     = toset(keys(azurerm_storage_queue.state)) == toset(["keyhold-backup", "keyhold-backup-poison", "keyhold-restore", "keyhold-restore-poison"])
    error_message = "All queues exist, the poison queues too: no app may make one."
  }

  assert {
    condition     = alltrue([for r in azurerm_storage_management_policy.state.rule : alltrue([for p in r.filters[0].prefix_match : p == "work/"]) && length(r.filters[0].prefix_match) == 1 && length(r.actions[0].base_blob) == 0])
    error_message = "Only old versions in work are cleared away, never a blob, and nothing in points."
  }

  assert {
    condition     = azurerm_storage_blob.policies.name == "policies.json" && azurerm_storage_blob.policies.source_content == var.policies && azurerm_storage_blob.policies.storage_container_name == "policies"
    error_message = "The policy document goes up as it is."
  }
}

run "locked_and_longer" {
  command = plan

  module {
    source = "./modules/keyhold"
  }

  variables {
    lock_immutability = true
    immutability_days = 3650
    state_replication = "RAGZRS"
  }

  assert {
    condition     = azurerm_storage_container_immutability_policy.points.locked && azurerm_storage_container_immutability_policy.points.immutability_period_in_days == 3650 && azurerm_storage_account.state.account_replication_type == "RAGZRS"
    error_message = "The period can be locked and chosen, and so can the redundancy."
  }
}

run "destroy_is_refused_by_default" {
  command = plan

  module {
    source = "./modules/keyhold"
  }

  variables {
    prevent_destroy = true
  }

  # That a destroy is really refused was tried by hand; an apply with it could not be cleared up here.
  assert {
    condition     = length(terraform_data.guard) == 1 && can(regex("lifecycle \\{\\s+prevent_destroy = true\\s+\\}", file("modules/keyhold/state.tf")))
    error_message = "State and vaults have a guard with prevent_destroy."
  }
}

run "nothing_is_ever_purged" {
  command = plan

  variables {
    vaults = {
      own = { id = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/kv-khminimal" }
    }
  }

  assert {
    condition = length(module.keyhold.policies_url) > 0 && alltrue([for f in concat(["providers.tf"], [for e in ["minimal", "production", "existing-fleet"] : "examples/${e}/providers.tf"]) : alltrue([for n in [
      "purge_soft_delete_on_destroy", "purge_soft_deleted_keys_on_destroy", "purge_soft_deleted_secrets_on_destroy", "purge_soft_deleted_certificates_on_destroy",
      "purge_soft_deleted_hardware_security_modules_on_destroy", "purge_soft_deleted_hardware_security_module_keys_on_destroy", "permanently_delete_on_destroy",
    ] : can(regex("\n\\s+${n}\\s+= false\n", file(f)))])])
    error_message = "Every provider configuration says that a destroy purges nothing."
  }

  assert {
    condition     = length(module.keyhold.policies_url) > 0 && alltrue([for e in ["minimal", "production", "existing-fleet"] : file("examples/${e}/providers.tf") == file("providers.tf")])
    error_message = "The examples have the provider configuration of the root."
  }

  assert {
    condition     = length(module.keyhold.policies_url) > 0 && can(regex("\n\\s+prevent_deletion_if_contains_resources\\s+= true\n", file("providers.tf"))) && can(regex("\n\\s+storage_use_azuread\\s+= true\n", file("providers.tf")))
    error_message = "A group with snapshots in it is not deleted, and storage is used without keys."
  }
}
