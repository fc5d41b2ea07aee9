output "app_urls" {
  description = "URL of each function app."
  value       = { for app in keys(local.apps) : app => "https://${local.flex ? azurerm_function_app_flex_consumption.app[app].default_hostname : azurerm_linux_function_app.app[app].default_hostname}" }
}

output "identities" {
  description = "Principal (object) id of each app's identity."
  value       = { for app, i in azurerm_user_assigned_identity.app : app => i.principal_id }
}

output "catalogue" {
  description = "Where the recovery points are: the value of KEYHOLD_CATALOGUE."
  value       = local.state_blobs
}

output "policies_url" {
  description = "Where the policy document is: the value of KEYHOLD_POLICIES."
  value       = local.values.KEYHOLD_POLICIES
}

output "vault_access_commands" {
  description = "Lines that the owner of the existing vaults runs, while grant_vault_access is false."
  value       = local.vault_commands
}

output "roles" {
  description = "Each custom role: its actions, its data actions, why, and where it is assigned."
  value = { for k, r in local.roles : k => {
    actions      = r.actions
    data_actions = r.data_actions
    why          = r.why
    at           = sort(concat([for a in values(local.assignments) : a.scope if a.role == k], [for g in values(local.vault_grants) : g.id if g.role == k]))
  } }
}

output "deploy_commands" {
  description = "Lines that deploy the packages by hand, where packages_folder is not used."
  value       = { for app in keys(local.apps) : app => "az functionapp deployment source config-zip --subscription ${var.subscription_id} --resource-group ${var.name}-keyhold --name ${var.name}-${app} --src target/function-apps/${app}.zip" }
}

output "action_group_id" {
  description = "Action group that both alert rules call."
  value       = azurerm_monitor_action_group.keyhold.id
}

output "application_insights_id" {
  description = "Application Insights with all events (docs/log-events.md)."
  value       = azurerm_application_insights.keyhold.id
}

output "public_access" {
  description = "What can be reached from the internet, as it was made: storage accounts, new vaults, function apps."
  value = merge(
    { (azurerm_storage_account.state.name) = azurerm_storage_account.state.public_network_access_enabled },
    { for a in azurerm_storage_account.host : a.name => a.public_network_access_enabled },
    { for v in azurerm_key_vault.new : v.name => v.public_network_access_enabled },
    { for app, f in azurerm_function_app_flex_consumption.app : "app ${app}" => f.public_network_access_enabled },
    { for app, f in azurerm_linux_function_app.app : "app ${app}" => f.public_network_access_enabled },
  )
}
