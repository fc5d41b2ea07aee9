# What each identity gets. The roles and assignments are read as they were made, by principal, and not from apps.json.

mock_provider "azurerm" {}

run "rights" {
  module {
    source = "./modules/keyhold"
  }

  assert {
    condition = alltrue([for r in azurerm_role_definition.app : alltrue([
    for x in concat(tolist(r.permissions[0].actions), tolist(r.permissions[0].data_actions)) : !strcontains(x, "*")])])
    error_message = "No role has a wildcard action."
  }

  assert {
    condition     = alltrue([for r in azurerm_role_definition.app : length(r.permissions[0].actions) + length(r.permissions[0].data_actions) > 0])
    error_message = "No role is empty."
  }

  # By principal, over all its custom roles, wherever they hold.
  assert {
    condition = alltrue([for i in azurerm_user_assigned_identity.app : !alltrue([for pattern in [
      "(?i)(/keys/(unwrap|wrap|decrypt|encrypt|sign|verify|backup|release|export)/action|/secrets/(getSecret|backup)/action)$",
      "(?i)(/delete[a-z]*|/(delete[a-z]*|purge|permanentdelete|move)/action)$"] : anytrue([
        for a in concat(values(azurerm_role_assignment.app), values(azurerm_role_assignment.vault)) : anytrue([
          for r in azurerm_role_definition.app : r.role_definition_resource_id == a.role_definition_id && anytrue([
          for x in concat(tolist(r.permissions[0].actions), tolist(r.permissions[0].data_actions)) : can(regex(pattern, x))])
    ]) if a.principal_id == i.principal_id])])])
    error_message = "No identity may use or read key material and delete a resource, a key or a state blob."
  }

  assert {
    condition = alltrue([for a in concat(values(azurerm_role_assignment.app), values(azurerm_role_assignment.vault)) : alltrue([
      for r in azurerm_role_definition.app : alltrue([
        for x in concat(tolist(r.permissions[0].actions), tolist(r.permissions[0].data_actions)) : !can(regex("(?i)(compute/disks/write|/delete[a-z]*|/(delete[a-z]*|purge|permanentdelete|move)/action)$", x))
      ]) if r.role_definition_resource_id == a.role_definition_id
    ]) if a.principal_id == azurerm_user_assigned_identity.app["backup"].principal_id])
    error_message = "Backup neither writes disks nor deletes anything."
  }

  assert {
    condition = alltrue([for a in concat(values(azurerm_role_assignment.app), values(azurerm_role_assignment.vault)) : alltrue([
      for r in azurerm_role_definition.app : alltrue([
        for x in concat(tolist(r.permissions[0].actions), tolist(r.permissions[0].data_actions)) : x == "Microsoft.Compute/disks/beginGetAccess/action" || !can(regex("(?i)(GetAccess|sas|generateUserDelegationKey|listKeys|listAccountSas|listServiceSas)/action$", x))
      ]) if r.role_definition_resource_id == a.role_definition_id
    ]) if a.principal_id == azurerm_user_assigned_identity.app["backup"].principal_id])
    error_message = "Backup has no right to a SAS but disks/beginGetAccess, which the linked check of snapshots/write demands."
  }

  assert {
    condition = alltrue([for a in azurerm_role_assignment.app : alltrue([
      for r in azurerm_role_definition.app : alltrue([for x in r.permissions[0].actions : endswith(x, "/read")]) if r.role_definition_resource_id == a.role_definition_id
    ]) if can(regex("^/subscriptions/[^/]+$", a.scope))])
    error_message = "At a subscription there are reads only."
  }

  assert {
    condition = alltrue([for a in azurerm_role_assignment.app : alltrue([
      for r in azurerm_role_definition.app : alltrue([for x in r.permissions[0].actions : endswith(x, "/read") || x == "Microsoft.Compute/disks/beginGetAccess/action"]) if r.role_definition_resource_id == a.role_definition_id
    ]) if can(regex("/resourceGroups/(machines|app|data)$", a.scope))])
    error_message = "In the groups of the machines nothing is written or deleted."
  }

  assert {
    condition = alltrue([for a in azurerm_role_assignment.app : alltrue([
      for r in azurerm_role_definition.app : alltrue([for x in r.permissions[0].data_actions : !can(regex("(?i)/delete", x))]) if r.role_definition_resource_id == a.role_definition_id
    ]) if endswith(a.scope, "/containers/points")])
    error_message = "Nobody may delete a record in points."
  }

  assert {
    condition = toset([for a in azurerm_role_assignment.app : a.scope if startswith(a.scope, "/subscriptions/4") && a.principal_id == azurerm_user_assigned_identity.app["retention"].principal_id]) == toset([
    "/subscriptions/44444444-4444-4444-4444-444444444444", "/subscriptions/44444444-4444-4444-4444-444444444444/resourceGroups/snaps"])
    error_message = "Roles hold in each subscription's own snapshot group, in a loop over all subscriptions."
  }

  assert {
    condition     = alltrue([for a in azurerm_role_assignment.host : contains([for h in azurerm_storage_account.host : h.id], a.scope)]) && length(distinct([for a in azurerm_role_assignment.host : a.scope])) == length(azurerm_user_assigned_identity.app)
    error_message = "The host's roles hold at the app's own host storage and nowhere else."
  }

  assert {
    condition     = alltrue([for k, a in azurerm_role_assignment.host : a.scope == azurerm_storage_account.host[split(":", k)[0]].id && a.principal_id == azurerm_user_assigned_identity.app[split(":", k)[0]].principal_id])
    error_message = "No app may write the host storage of another."
  }

  assert {
    condition     = toset([for k, a in azurerm_role_assignment.app : basename(a.scope) if strcontains(k, "restore queues-process")]) == toset(["keyhold-restore"])
    error_message = "Each app takes messages from its own queues only."
  }

  assert {
    condition     = toset([for k, a in azurerm_role_assignment.app : basename(a.scope) if strcontains(k, "restore queues-send")]) == toset(["keyhold-backup", "keyhold-restore", "keyhold-restore-poison"])
    error_message = "Each app sends to the queues that apps.json names, and to its poison queues."
  }

  assert {
    condition     = length(azurerm_role_assignment.telemetry) == length(azurerm_user_assigned_identity.app) && alltrue([for a in azurerm_role_assignment.telemetry : a.scope == azurerm_application_insights.keyhold.id])
    error_message = "Each app may send telemetry."
  }
}

# The same truth as apps.json: every grant is a role, with exactly its actions.
run "every_grant_of_apps_json_is_a_role_with_exactly_its_actions" {
  command = plan

  module {
    source = "./modules/keyhold"
  }

  assert {
    condition = alltrue(flatten([for app, a in jsondecode(file("apps.json")).apps : [for g in a.grants :
      join(" ", sort(g.actions)) == join(" ", sort(azurerm_role_definition.app["${app} ${g.scope}${try("-${g.when}", "")}"].permissions[0].actions)) &&
      join(" ", sort(g.dataActions)) == join(" ", sort(azurerm_role_definition.app["${app} ${g.scope}${try("-${g.when}", "")}"].permissions[0].data_actions))
    if g.scope != "queues"]]))
    error_message = "A role has other actions than its grant in apps.json."
  }

  assert {
    condition = alltrue(flatten([for app, a in jsondecode(file("apps.json")).apps : [for g in a.grants :
      join(" ", sort(g.dataActions)) == join(" ", sort(flatten([for use in ["send", "process"] : tolist(azurerm_role_definition.app["${app} queues-${use}"].permissions[0].data_actions)])))
    if g.scope == "queues"]]))
    error_message = "Sending and taking together are what apps.json grants at the queues."
  }

  assert {
    condition     = toset(azurerm_role_definition.app["backup subscription"].assignable_scopes) == toset(["/subscriptions/11111111-1111-1111-1111-111111111111", "/subscriptions/44444444-4444-4444-4444-444444444444", "/subscriptions/55555555-5555-5555-5555-555555555555"])
    error_message = "A role can be assigned in every subscription of machines and vaults, and in no other."
  }

  assert {
    condition     = toset(keys(azurerm_resource_group.own)) == toset(["keyhold-snapshots", "keyhold-copies", "restored"])
    error_message = "Groups are made in the provider's own subscription only."
  }
}

run "an_app_more_is_one_more_entry" {
  command = plan

  module {
    source = "./modules/keyhold"
  }

  variables {
    apps_file = "tests/fixtures/one-app-more.json"
  }

  assert {
    condition     = contains(keys(azurerm_function_app_flex_consumption.app), "audit") && contains(keys(azurerm_storage_account.host), "audit") && contains(keys(azurerm_role_definition.app), "audit catalogue/points")
    error_message = "An entry in apps.json makes an app, its storage, its identity and its roles."
  }
}

run "a_wildcard_is_refused" {
  command = plan

  module {
    source = "./modules/keyhold"
  }

  variables {
    apps_file = "tests/fixtures/wildcard.json"
  }

  expect_failures = [azurerm_user_assigned_identity.app]
}

run "key_material_and_deleting_in_one_app_are_refused" {
  command = plan

  module {
    source = "./modules/keyhold"
  }

  variables {
    apps_file = "tests/fixtures/key-and-delete.json"
  }

  expect_failures = [azurerm_user_assigned_identity.app]
}

run "a_required_setting_without_a_value_is_refused" {
  command = plan

  module {
    source = "./modules/keyhold"
  }

  variables {
    apps_file = "tests/fixtures/unknown-setting.json"
  }

  expect_failures = [azurerm_user_assigned_identity.app]
}
