# What nearly everybody sets; all else is in modules/keyhold. What is refused, and why, is said there.

variable "name" {
  type        = string
  description = "Prefix of everything that is made: 3 to 12 lower-case letters and digits. It becomes part of names that are unique in all of Azure."
}

variable "location" {
  type        = string
  description = "Region of Keyhold itself, such as westeurope."
}

variable "subscription_id" {
  type        = string
  description = "Subscription in which Keyhold is made."
}

variable "tenant_id" {
  type        = string
  description = "Entra tenant whose tokens are accepted."
}

variable "audience" {
  type        = string
  description = "Application (client) id of Keyhold's Entra application."
}

variable "subscriptions" {
  type = map(object({
    protected_groups = set(string)
    snapshot_group   = optional(string, "keyhold-snapshots")
    copy_group       = optional(string)
    target_groups    = optional(set(string), [])
    networks         = optional(set(string), [])
  }))
  description = "What is protected, by subscription id: the groups of the machines, of the snapshots, of the copies, of the restores, and the networks of restored machines."
}

variable "policies_file" {
  type        = string
  description = "Path of the policy document."
}

variable "vaults" {
  type = map(object({
    id               = string
    access           = optional(string, "rbac")
    unwrap           = optional(bool, false)
    private_endpoint = optional(bool, false)
  }))
  default     = {}
  description = "Existing vaults whose keys are needed."
}

variable "grant_vault_access" {
  type        = bool
  default     = false
  description = "Whether Terraform gives Keyhold its rights in the existing vaults."
}

variable "packages_folder" {
  type        = string
  default     = null
  description = "Folder with the packages, ../target/function-apps after ./keyhold package --zip. Null: the apps are made without a program."
}

variable "alert_emails" {
  type        = map(string)
  default     = {}
  description = "Who is told, by a name of your choice: e-mail addresses."
}

variable "prevent_destroy" {
  type        = bool
  default     = true
  description = "Whether a destroy of what holds the recovery points' records is refused."
}
