output "app_urls" {
  description = "URL of each function app."
  value       = module.keyhold.app_urls
}

output "roles" {
  description = "Each custom role: its actions, its data actions, why, and where it is assigned."
  value       = module.keyhold.roles
}

output "public_access" {
  description = "What can be reached from the internet."
  value       = module.keyhold.public_access
}

output "vault_access_commands" {
  description = "Lines that the owner of existing vaults runs."
  value       = module.keyhold.vault_access_commands
}
