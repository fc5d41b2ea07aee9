# A private network: nothing is left that can be reached from outside, and everything that is needed has an end point.

mock_provider "azurerm" {}

variables {
  network = {
    functions_subnet_id  = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/n/providers/Microsoft.Network/virtualNetworks/v/subnets/functions"
    endpoints_subnet_id  = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/n/providers/Microsoft.Network/virtualNetworks/v/subnets/endpoints"
    private_dns_zone_ids = { blob = "/z/blob", queue = "/z/queue", table = "/z/table", vault = "/z/vault", sites = "/z/sites" }
  }
}

run "private" {
  module {
    source = "./modules/keyhold"
  }

  assert {
    condition     = !anytrue(values(output.public_access)) && length(output.public_access) == 8
    error_message = "Storage, vaults and apps have no public end point."
  }

  assert {
    condition     = alltrue([for a in concat([azurerm_storage_account.state], values(azurerm_storage_account.host)) : a.network_rules[0].default_action == "Deny"]) && alltrue([for v in azurerm_key_vault.new : v.network_acls[0].default_action == "Deny"])
    error_message = "Firewalls deny what they do not name."
  }

  assert {
    condition     = toset(keys(azurerm_private_endpoint.storage)) == toset(concat(["state-blob", "state-queue"], flatten([for app in ["backup", "restore", "retention"] : [for s in ["blob", "queue", "table"] : "${app}-${s}"]])))
    error_message = "Each service of each account that is used has a private end point."
  }

  assert {
    condition     = toset(keys(azurerm_private_endpoint.app)) == toset(["backup", "restore", "retention"]) && toset(keys(azurerm_private_endpoint.vault)) == toset(["kv-khtest"])
    error_message = "Apps and new vaults have private end points."
  }

  assert {
    condition     = alltrue([for f in azurerm_function_app_flex_consumption.app : f.virtual_network_subnet_id == var.network.functions_subnet_id && f.site_config[0].vnet_route_all_enabled])
    error_message = "The functions call out through the network only: Functions is not a trusted service of the vault firewall."
  }
}

run "the_address_of_the_runner" {
  command = plan

  module {
    source = "./modules/keyhold"
  }

  variables {
    allowed_ips = ["203.0.113.7"]
    public_http = true
  }

  assert {
    condition     = azurerm_storage_account.state.public_network_access_enabled && azurerm_storage_account.state.network_rules[0].default_action == "Deny" && toset(azurerm_storage_account.state.network_rules[0].ip_rules) == toset(["203.0.113.7"])
    error_message = "An address that is allowed is the only one."
  }

  assert {
    condition     = alltrue([for f in azurerm_function_app_flex_consumption.app : f.public_network_access_enabled])
    error_message = "The HTTP functions can be opened by themselves."
  }
}

run "existing_vaults_get_an_end_point_where_they_are_to" {
  command = plan

  module {
    source = "./modules/keyhold"
  }

  variables {
    vaults = {
      prod = { id = "/subscriptions/55555555-5555-5555-5555-555555555555/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/kv-prod", unwrap = true, private_endpoint = true }
    }
  }

  assert {
    condition     = toset(keys(azurerm_private_endpoint.vault)) == toset(["kv-khtest", "prod"])
    error_message = "An existing vault gets a private end point where its entry says so."
  }
}
