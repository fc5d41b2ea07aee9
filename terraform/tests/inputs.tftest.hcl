# Wrong inputs are refused with a sentence, when it is planned. The sentences are in modules/keyhold/variables.tf.

mock_provider "azurerm" {}

run "values_that_are_not_possible" {
  command = plan

  module {
    source = "./modules/keyhold"
  }

  variables {
    # a name that storage does not take
    name = "Keyhold-Production"
    # a location in words
    location = "West Europe"
    # a cloud that is not known
    cloud = "moon"
    # a vault name that is too long
    new_vaults = { this-name-is-far-too-long-for-a-vault = {} }
    # an audience with its scheme
    audience = "api://33333333-3333-3333-3333-333333333333"
    # no immutability
    immutability_days = 0
    # a redundancy that is not known
    state_replication = "PAPER"
    # a firewall that locks the functions out
    allowed_ips = ["203.0.113.7"]
    # the consumption plan
    plan_sku = "Y1"
    # a schedule of five fields
    schedules = { BACKUP_SCHEDULE = "*/5 * * * *" }
    # a setting that is the platforms
    settings = { AzureWebJobsStorage = "DefaultEndpointsProtocol=https" }
    # an alert to nobody
    alert_emails = { desk = "nobody" }
    # a hook without tls
    alert_webhooks = { pager = "http://pager.example.com" }
  }

  expect_failures = [
    var.name,
    var.location,
    var.cloud,
    var.new_vaults,
    var.audience,
    var.immutability_days,
    var.state_replication,
    var.allowed_ips,
    var.plan_sku,
    var.schedules,
    var.settings,
    var.alert_emails,
    var.alert_webhooks,
  ]
}

run "a_subscription_that_is_no_guid" {
  command = plan

  module {
    source = "./modules/keyhold"
  }

  variables {
    subscription_id = "production"
  }

  expect_failures = [var.subscription_id]
}

run "no_subscriptions" {
  command = plan

  module {
    source = "./modules/keyhold"
  }

  variables {
    subscriptions = {}
  }

  expect_failures = [var.subscriptions]
}

run "a_copy_group_that_is_the_snapshot_group" {
  command = plan

  module {
    source = "./modules/keyhold"
  }

  variables {
    subscriptions = { "11111111-1111-1111-1111-111111111111" = { protected_groups = ["machines"], snapshot_group = "keyhold-snapshots", copy_group = "Keyhold-Snapshots" } }
  }

  expect_failures = [var.subscriptions]
}

run "a_target_group_with_machines_in_it" {
  command = plan

  module {
    source = "./modules/keyhold"
  }

  variables {
    subscriptions = { "11111111-1111-1111-1111-111111111111" = { protected_groups = ["machines"], copy_group = "keyhold-copies", target_groups = ["Machines"] } }
  }

  expect_failures = [var.subscriptions]
}

run "snapshots_among_the_machines" {
  command = plan

  module {
    source = "./modules/keyhold"
  }

  variables {
    subscriptions = { "11111111-1111-1111-1111-111111111111" = { protected_groups = ["keyhold-copies"], copy_group = "keyhold-copies" } }
  }

  expect_failures = [var.subscriptions]
}

run "policies_that_are_no_json" {
  command = plan

  module {
    source = "./modules/keyhold"
  }

  variables {
    policies = "daily"
  }

  expect_failures = [var.policies]
}

run "two_policies_of_one_name" {
  command = plan

  module {
    source = "./modules/keyhold"
  }

  variables {
    policies = jsonencode({ policies = [for n in ["daily", "Daily"] : merge(jsondecode(var.policies).policies[0], { name = n })] })
  }

  expect_failures = [var.policies]
}

run "a_policy_for_a_subscription_without_rights" {
  command = plan

  module {
    source = "./modules/keyhold"
  }

  variables {
    policies = replace(var.policies, "11111111-1111", "99999999-1111")
  }

  expect_failures = [var.policies]
}

run "a_policy_with_another_snapshot_group" {
  command = plan

  module {
    source = "./modules/keyhold"
  }

  variables {
    policies = replace(var.policies, "keyhold-snapshots", "elsewhere")
  }

  expect_failures = [var.policies]
}

run "a_policy_with_another_copy_group" {
  command = plan

  module {
    source = "./modules/keyhold"
  }

  variables {
    policies = replace(var.policies, "keyhold-copies", "elsewhere")
  }

  expect_failures = [var.policies]
}

run "points_that_outlive_their_records" {
  command = plan

  module {
    source = "./modules/keyhold"
  }

  variables {
    immutability_days = 40
  }

  expect_failures = [var.policies]
}

run "a_policy_with_a_vault_that_nobody_named" {
  command = plan

  module {
    source = "./modules/keyhold"
  }

  variables {
    policies = replace(var.policies, "{\"check\"", "{\"allowedVaults\": [\"kv-elsewhere\"], \"check\"")
  }

  expect_failures = [var.policies]
}

run "unwrapping_without_a_vault_for_it" {
  command = plan

  module {
    source = "./modules/keyhold"
  }

  variables {
    vaults = { prod = { id = "/subscriptions/55555555-5555-5555-5555-555555555555/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/kv-prod" } }
  }

  expect_failures = [var.policies]
}

run "a_vault_by_its_url" {
  command = plan

  module {
    source = "./modules/keyhold"
  }

  variables {
    vaults = { prod = { id = "https://kv-prod.vault.azure.net", unwrap = true } }
  }

  expect_failures = [var.vaults]
}

run "an_access_model_that_is_not_known" {
  command = plan

  module {
    source = "./modules/keyhold"
  }

  variables {
    vaults = { prod = { id = "/subscriptions/55555555-5555-5555-5555-555555555555/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/kv-prod", unwrap = true, access = "policy" } }
  }

  expect_failures = [var.vaults]
}

run "a_setting_that_no_app_reads" {
  command = plan

  module {
    source = "./modules/keyhold"
  }

  variables {
    settings = { HTTP_PROXI = "http://proxy:3128" }
  }

  expect_failures = [azurerm_user_assigned_identity.app]
}
