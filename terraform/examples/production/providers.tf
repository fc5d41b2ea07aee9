provider "azurerm" {
  subscription_id = var.subscription_id

  # Storage accounts take no shared keys.
  storage_use_azuread = true

  # The default registers dozens; these are the ones that are used. azurerm 5 registers none by default.
  resource_provider_registrations = "none"
  resource_providers_to_register = [
    "Microsoft.App", "Microsoft.Authorization", "Microsoft.Compute", "Microsoft.Insights", "Microsoft.KeyVault",
    "Microsoft.ManagedIdentity", "Microsoft.Network", "Microsoft.OperationalInsights", "Microsoft.Storage", "Microsoft.Web",
  ]

  features {
    # All of these are true by default: a destroy would purge what soft delete keeps.
    key_vault {
      purge_soft_delete_on_destroy                                = false
      purge_soft_deleted_keys_on_destroy                          = false
      purge_soft_deleted_secrets_on_destroy                       = false
      purge_soft_deleted_certificates_on_destroy                  = false
      purge_soft_deleted_hardware_security_modules_on_destroy     = false
      purge_soft_deleted_hardware_security_module_keys_on_destroy = false
      recover_soft_deleted_key_vaults                             = true
      recover_soft_deleted_keys                                   = true
      recover_soft_deleted_secrets                                = true
    }

    log_analytics_workspace {
      permanently_delete_on_destroy = false
    }

    # Nothing that only the data plane says is set here (queue properties, a static website): making an account asks for no
    # right to its data, and needs no way into a private network.
    storage {
      data_plane_available = false
    }

    # A group with snapshots in it is not deleted.
    resource_group {
      prevent_deletion_if_contains_resources = true
    }
  }
}
