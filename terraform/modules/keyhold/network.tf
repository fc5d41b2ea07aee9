# Private endpoints, where there is a private network.

locals {
  accounts = merge({ state = { id = azurerm_storage_account.state.id, services = ["blob", "queue"] } },
  { for app in keys(local.apps) : app => { id = azurerm_storage_account.host[app].id, services = ["blob", "queue", "table"] } })
  storage_endpoints = var.network == null ? {} : merge([for account, a in local.accounts : { for s in a.services : "${account}-${s}" => { id = a.id, service = s } }]...)
  vault_endpoints = var.network == null ? {} : merge(
    { for n, v in var.vaults : n => v.id if v.private_endpoint },
    { for n, v in var.new_vaults : n => azurerm_key_vault.new[n].id },
  )
}

resource "azurerm_private_endpoint" "storage" {
  for_each            = local.storage_endpoints
  name                = "${var.name}-${each.key}"
  resource_group_name = azurerm_resource_group.keyhold.name
  location            = azurerm_resource_group.keyhold.location
  subnet_id           = var.network.endpoints_subnet_id
  tags                = var.tags

  private_service_connection {
    name                           = each.key
    private_connection_resource_id = each.value.id
    subresource_names              = [each.value.service]
    is_manual_connection           = false
  }

  private_dns_zone_group {
    name                 = each.value.service
    private_dns_zone_ids = [var.network.private_dns_zone_ids[each.value.service]]
  }
}

resource "azurerm_private_endpoint" "vault" {
  for_each            = local.vault_endpoints
  name                = "${var.name}-vault-${each.key}"
  resource_group_name = azurerm_resource_group.keyhold.name
  location            = azurerm_resource_group.keyhold.location
  subnet_id           = var.network.endpoints_subnet_id
  tags                = var.tags

  private_service_connection {
    name                           = each.key
    private_connection_resource_id = each.value
    subresource_names              = ["vault"]
    is_manual_connection           = false
  }

  private_dns_zone_group {
    name                 = "vault"
    private_dns_zone_ids = [var.network.private_dns_zone_ids["vault"]]
  }
}

resource "azurerm_private_endpoint" "app" {
  for_each            = toset([for app in keys(local.apps) : app if var.network != null])
  name                = "${var.name}-app-${each.key}"
  resource_group_name = azurerm_resource_group.keyhold.name
  location            = azurerm_resource_group.keyhold.location
  subnet_id           = var.network.endpoints_subnet_id
  tags                = var.tags

  private_service_connection {
    name                           = each.key
    private_connection_resource_id = local.flex ? azurerm_function_app_flex_consumption.app[each.key].id : azurerm_linux_function_app.app[each.key].id
    subresource_names              = ["sites"]
    is_manual_connection           = false
  }

  private_dns_zone_group {
    name                 = "sites"
    private_dns_zone_ids = [var.network.private_dns_zone_ids["sites"]]
  }
}
