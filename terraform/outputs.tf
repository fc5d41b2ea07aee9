output "app_urls" {
  description = "URL of each function app."
  value       = module.keyhold.app_urls
}

output "identities" {
  description = "Principal (object) id of each app's identity."
  value       = module.keyhold.identities
}

output "vault_access_commands" {
  description = "Lines that the owner of the existing vaults runs, while grant_vault_access is false."
  value       = module.keyhold.vault_access_commands
}

output "roles" {
  description = "Each custom role: its actions, its data actions, why, and where it is assigned."
  value       = module.keyhold.roles
}

output "deploy_commands" {
  description = "Lines that deploy the packages by hand."
  value       = module.keyhold.deploy_commands
}
