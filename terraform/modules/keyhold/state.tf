# Keyhold's own storage: recovery points, what changes, the policy document, the queues. Apart from the host's.

locals {
  state_account  = "${var.name}state"
  public_storage = var.network == null || length(var.allowed_ips) > 0
  queues         = toset(flatten([for a in values(local.apps) : [for c in a.connections : flatten(values(c.queues))]]))
}

resource "azurerm_storage_account" "state" {
  name                              = local.state_account
  resource_group_name               = azurerm_resource_group.keyhold.name
  location                          = azurerm_resource_group.keyhold.location
  account_tier                      = "Standard"
  account_replication_type          = var.state_replication
  min_tls_version                   = "TLS1_2"
  https_traffic_only_enabled        = true
  shared_access_key_enabled         = false
  default_to_oauth_authentication   = true
  allow_nested_items_to_be_public   = false
  cross_tenant_replication_enabled  = false
  infrastructure_encryption_enabled = true
  local_user_enabled                = false
  public_network_access_enabled     = local.public_storage
  tags                              = var.tags

  blob_properties {
    versioning_enabled  = true
    change_feed_enabled = true

    delete_retention_policy {
      days = 90
    }

    container_delete_retention_policy {
      days = 90
    }
  }

  network_rules {
    default_action = var.network == null ? "Allow" : "Deny"
    bypass         = ["None"]
    ip_rules       = var.allowed_ips
  }
}

resource "azurerm_storage_container" "state" {
  for_each              = toset(["points", "work", "policies"])
  name                  = each.key
  storage_account_id    = azurerm_storage_account.state.id
  container_access_type = "private"
}

# Write once: a record in points can be neither changed nor deleted, by anybody, until its period is over.
resource "azurerm_storage_container_immutability_policy" "points" {
  storage_container_resource_manager_id = azurerm_storage_container.state["points"].id
  immutability_period_in_days           = var.immutability_days
  locked                                = var.lock_immutability
  protected_append_writes_enabled       = false
  protected_append_writes_all_enabled   = false
}

# Versions of leases and rotas pile up otherwise: each change in work leaves one behind.
resource "azurerm_storage_management_policy" "state" {
  storage_account_id = azurerm_storage_account.state.id

  rule {
    name    = "old-versions-of-work"
    enabled = true

    filters {
      blob_types   = ["blockBlob"]
      prefix_match = ["work/"]
    }

    actions {
      version {
        delete_after_days_since_creation = 30
      }
    }
  }
}

resource "azurerm_storage_queue" "state" {
  for_each           = local.queues
  name               = each.key
  storage_account_id = azurerm_storage_account.state.id
}

resource "azurerm_role_assignment" "deployer_policies" {
  count                = var.grant_deployer ? 1 : 0
  scope                = azurerm_storage_container.state["policies"].id
  role_definition_name = "Storage Blob Data Contributor"
  principal_id         = data.azurerm_client_config.deployer.object_id
}

resource "azurerm_storage_blob" "policies" {
  name                   = "policies.json"
  storage_account_name   = azurerm_storage_account.state.name
  storage_container_name = azurerm_storage_container.state["policies"].name
  type                   = "Block"
  content_type           = "application/json"
  source_content         = var.policies
  content_md5            = md5(var.policies)
  depends_on             = [azurerm_role_assignment.deployer_policies, azurerm_private_endpoint.storage]
}

# prevent_destroy takes no variable, and `terraform test` could not clear up after an apply with it. So one guard
# carries it for all that counts: it is destroyed before what it names, and replaced when one of these is replaced;
# either is refused, and with it the whole plan.
resource "terraform_data" "guard" {
  count = var.prevent_destroy ? 1 : 0
  triggers_replace = concat(
    [azurerm_storage_account.state.id, azurerm_storage_container_immutability_policy.points.id],
    [for c in azurerm_storage_container.state : c.id],
    [for v in azurerm_key_vault.new : v.id],
  )

  lifecycle {
    prevent_destroy = true
  }
}
