# Each example, applied against a mock provider.

mock_provider "azurerm" {}

run "minimal" {
  module {
    source = "./examples/minimal"
  }

  assert {
    condition     = toset(keys(output.app_urls)) == toset(keys(jsondecode(file("apps.json")).apps))
    error_message = "The example has one app for each entry of apps.json."
  }

  assert {
    condition     = length(output.vault_access_commands) == 0
    error_message = "In its own vault Terraform gives the rights itself."
  }
}

run "production" {
  module {
    source = "./examples/production"
  }

  assert {
    condition     = length(output.public_access) == 8 && !anytrue(values(output.public_access))
    error_message = "In production neither storage nor vaults nor apps can be reached from the internet."
  }

  assert {
    condition     = length(output.roles["backup snapshots"].at) == 2 && length(output.roles["backup copies"].at) == 2
    error_message = "Each subscription has one snapshot group and one group for copies."
  }

  assert {
    condition     = length(output.vault_access_commands) > 0 && alltrue([for c in output.vault_access_commands : endswith(c, "vaults/kv-prod")])
    error_message = "The owner of kv-prod is told what to run, and about no other vault."
  }
}

run "existing_fleet_without_rights_in_vaults" {
  module {
    source = "./examples/existing-fleet"
  }

  assert {
    condition     = length([for c in output.vault_access_commands : c if startswith(c, "az keyvault set-policy")]) == 2 && length([for c in output.vault_access_commands : c if startswith(c, "az role assignment create")]) >= 2
    error_message = "The owner is told about both kinds of vaults, for backup and for restore."
  }
}

run "existing_fleet_with_rights_in_vaults" {
  module {
    source = "./examples/existing-fleet"
  }

  variables {
    grant_vault_access = true
  }

  assert {
    condition     = length(output.vault_access_commands) == 0
    error_message = "Nothing is left for the owner to run."
  }
}
