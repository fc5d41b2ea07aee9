# Every input, with what it refuses. README.md lists them; TerraformTest holds the list against this file.

variable "name" {
  type        = string
  description = "Prefix of everything that is made. It becomes part of names that are unique in all of Azure (storage accounts, function apps)."

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{2,11}$", var.name))
    error_message = "name must be 3 to 12 lower-case letters and digits, the first a letter: storage accounts are named after it."
  }
}

variable "location" {
  type        = string
  description = "Region of Keyhold itself, such as westeurope. The machines may be in any region."

  validation {
    condition     = can(regex("^[a-z0-9]+$", var.location))
    error_message = "location must be the short name of a region, such as westeurope."
  }
}

variable "subscription_id" {
  type        = string
  description = "Subscription in which Keyhold itself is made: the one that the provider is configured for."

  validation {
    condition     = can(regex("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", var.subscription_id))
    error_message = "subscription_id must be a GUID in lower-case letters."
  }
}

variable "cloud" {
  type        = string
  default     = "public"
  description = "Azure cloud: public, usgovernment or china. The provider's environment must be the same."

  validation {
    condition     = contains(["public", "usgovernment", "china"], var.cloud)
    error_message = "cloud must be public, usgovernment or china."
  }
}

variable "tags" {
  type        = map(string)
  default     = {}
  description = "Tags of everything that is made."
}

variable "apps_file" {
  type        = string
  default     = null
  description = "The map of apps with their settings, connections and grants. Null: terraform/apps.json, the one truth; another one only in tests."
}

# What is protected, and where to

variable "subscriptions" {
  type = map(object({
    protected_groups = set(string)
    snapshot_group   = optional(string, "keyhold-snapshots")
    copy_group       = optional(string)
    target_groups    = optional(set(string), [])
    networks         = optional(set(string), [])
  }))
  description = "By subscription id: names of the resource groups with the machines, their disks and all disk encryption sets (protected_groups); the group of the snapshots, of the copies (null: no copies) and the groups in which may be restored; ids of the virtual networks in which restored machines stand."

  validation {
    condition     = length(var.subscriptions) > 0 && alltrue([for id in keys(var.subscriptions) : can(regex("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", id))])
    error_message = "subscriptions must name at least one subscription, each by its GUID in lower-case letters."
  }

  validation {
    condition     = alltrue([for s in values(var.subscriptions) : length(s.protected_groups) > 0])
    error_message = "subscriptions: each needs at least one of protected_groups, or nothing in it can be backed up."
  }

  validation {
    condition     = alltrue([for s in values(var.subscriptions) : s.copy_group == null || lower(coalesce(s.copy_group, "-")) != lower(s.snapshot_group)])
    error_message = "subscriptions: copy_group must be another group than snapshot_group, for a copy has the name of its snapshot."
  }

  validation {
    condition = alltrue([for s in values(var.subscriptions) : alltrue([for g in concat(tolist(s.protected_groups), [s.snapshot_group]) :
    !contains([for t in s.target_groups : lower(t)], lower(g))])])
    error_message = "subscriptions: a target group must be neither a protected group nor the snapshot group, for restore may delete in its target groups."
  }

  validation {
    condition = alltrue([for s in values(var.subscriptions) : alltrue([for g in concat([s.snapshot_group], s.copy_group == null ? [] : [s.copy_group]) :
    !contains([for p in s.protected_groups : lower(p)], lower(g))])])
    error_message = "subscriptions: the snapshot group and the copy group must be groups of their own, for retention may delete snapshots there."
  }

  validation {
    condition     = alltrue([for s in values(var.subscriptions) : alltrue([for n in s.networks : can(regex("(?i)^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft.Network/virtualNetworks/[^/]+$", n))])])
    error_message = "subscriptions: networks must be the resource ids of virtual networks."
  }
}

variable "create_groups" {
  type        = bool
  default     = true
  description = "Whether the snapshot, copy and target groups of subscription_id are made. Those of other subscriptions must exist already: one provider makes resources in one subscription only."
}

variable "policies" {
  type        = string
  description = "The policy document (JSON, docs/policies.md). Terraform refuses what it can see to be wrong; run ./keyhold check-policies for the rest."

  validation {
    condition     = can(jsondecode(var.policies).policies[0].name)
    error_message = "policies must be a JSON document with at least one policy that has a name: {\"policies\": [{\"name\": …}]}. Run ./keyhold check-policies FILE."
  }

  validation {
    condition     = try(length(distinct([for p in jsondecode(var.policies).policies : lower(p.name)])) == length(jsondecode(var.policies).policies), true)
    error_message = "policies: the names of two policies must differ in more than upper and lower case."
  }

  validation {
    condition     = try(alltrue(flatten([for p in jsondecode(var.policies).policies : [for s in p.subscriptions : contains(keys(var.subscriptions), lower(s))]])), false)
    error_message = "policies: each policy needs subscriptions, and each of them must be in the variable subscriptions, or Keyhold has no rights there."
  }

  validation {
    condition     = try(alltrue(flatten([for p in jsondecode(var.policies).policies : [for s in p.subscriptions : lower(p.snapshots.resourceGroup) == lower(var.subscriptions[lower(s)].snapshot_group) if contains(keys(var.subscriptions), lower(s))]])), false)
    error_message = "policies: snapshots.resourceGroup must be the snapshot_group of each of the policy's subscriptions."
  }

  validation {
    condition     = try(alltrue(flatten([for p in jsondecode(var.policies).policies : [for s in p.subscriptions : lower(p.copy.resourceGroup) == lower(var.subscriptions[lower(s)].copy_group) if contains(keys(var.subscriptions), lower(s))] if can(p.copy)])), false)
    error_message = "policies: copy.resourceGroup must be the copy_group of each of the policy's subscriptions."
  }

  validation {
    condition     = try(alltrue([for p in jsondecode(var.policies).policies : floor(p.keep.days) == p.keep.days && p.keep.days >= 1 && p.keep.days <= 36500]), false)
    error_message = "policies: keep.days must be a whole number of days from 1 to 36500."
  }

  validation {
    condition     = try(alltrue([for p in jsondecode(var.policies).policies : p.keep.days + 14 <= var.immutability_days]), true)
    error_message = "policies: immutability_days must be at least keep.days and the 14 days in which a point expires, or the record of a point could be deleted while the point still exists."
  }

  validation {
    condition     = try(alltrue([for p in jsondecode(var.policies).policies : contains(["metadata", "unwrap"], try(p.keys.check, "metadata"))]), false)
    error_message = "policies: keys.check must be metadata or unwrap."
  }

  validation {
    condition = try(alltrue(flatten([for p in jsondecode(var.policies).policies : [for v in try(p.keys.allowedVaults, []) :
    contains([for n in concat([for x in values(var.vaults) : basename(x.id)], keys(var.new_vaults)) : lower(n)], lower(v))]])), false)
    error_message = "policies: each of keys.allowedVaults must be in the variable vaults or new_vaults, or Keyhold has no rights there."
  }

  validation {
    condition = !try(anytrue([for p in jsondecode(var.policies).policies : try(p.keys.check, "metadata") == "unwrap"]), false) || anytrue(concat(
    [for v in values(var.vaults) : v.unwrap], [for v in values(var.new_vaults) : v.unwrap]))
    error_message = "policies: a policy that checks by unwrapping needs at least one vault with unwrap = true."
  }
}

# Vaults

variable "vaults" {
  type = map(object({
    id               = string
    access           = optional(string, "rbac")
    unwrap           = optional(bool, false)
    private_endpoint = optional(bool, false)
  }))
  default     = {}
  description = "Existing vaults whose keys are needed, by a name of your choice: resource id, access model (rbac or access-policy), whether a policy checks by unwrapping there, whether Keyhold's network gets a private endpoint to it."

  validation {
    condition     = alltrue([for v in values(var.vaults) : can(regex("(?i)^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft.KeyVault/vaults/[^/]+$", v.id))])
    error_message = "vaults: id must be the resource id of a vault, /subscriptions/…/resourceGroups/…/providers/Microsoft.KeyVault/vaults/…"
  }

  validation {
    condition     = alltrue([for v in values(var.vaults) : contains(["rbac", "access-policy"], v.access)])
    error_message = "vaults: access must be rbac or access-policy."
  }

  validation {
    condition     = var.network != null || !anytrue([for v in values(var.vaults) : v.private_endpoint])
    error_message = "vaults: a private_endpoint needs the variable network."
  }
}

variable "grant_vault_access" {
  type        = bool
  default     = false
  description = "Whether Terraform gives Keyhold's identities their rights in the existing vaults. False: the output vault_access_commands has the lines that the owner of the vaults runs."
}

variable "new_vaults" {
  type = map(object({
    sku    = optional(string, "premium")
    unwrap = optional(bool, false)
  }))
  default     = {}
  description = "Vaults to make, by name: always RBAC, protected against purge, deleted objects kept for 90 days, audited."

  validation {
    condition     = alltrue([for n in keys(var.new_vaults) : can(regex("^[a-zA-Z][a-zA-Z0-9-]{1,22}[a-zA-Z0-9]$", n))])
    error_message = "new_vaults: a name has 3 to 24 letters, digits and hyphens, begins with a letter and ends with a letter or digit."
  }

  validation {
    condition     = alltrue([for v in values(var.new_vaults) : contains(["standard", "premium"], v.sku)])
    error_message = "new_vaults: sku must be standard or premium."
  }
}

# Sign-in

variable "tenant_id" {
  type        = string
  description = "Entra tenant whose tokens are accepted (KEYHOLD_TENANT)."

  validation {
    condition     = can(regex("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", var.tenant_id))
    error_message = "tenant_id must be a GUID in lower-case letters."
  }
}

variable "audience" {
  type        = string
  description = "Application (client) id of Keyhold's Entra application (KEYHOLD_AUDIENCE); terraform/README.md makes it with az."

  validation {
    condition     = can(regex("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", var.audience))
    error_message = "audience must be the application (client) id, a GUID in lower-case letters; not api://…"
  }
}

variable "allowed_clients" {
  type        = set(string)
  default     = []
  description = "Client ids of the applications through which may be called. Empty: every one of the tenant that gets a token for the audience; the roles decide."
}

# State

variable "immutability_days" {
  type        = number
  default     = 2557
  description = "Days for which nobody can change or delete a record in points. 2557 are seven years."

  validation {
    condition     = var.immutability_days >= 1 && var.immutability_days <= 146000 && floor(var.immutability_days) == var.immutability_days
    error_message = "immutability_days must be a whole number from 1 to 146000."
  }
}

variable "lock_immutability" {
  type        = bool
  default     = false
  description = "Whether the period is locked. This cannot be undone: the period can only be lengthened (five times), and neither the container nor the account can be deleted before the last record's period is over."
}

variable "state_replication" {
  type        = string
  default     = "GRS"
  description = "Redundancy of the state account: GRS, RAGRS, GZRS or RAGZRS keep it in a second region; LRS and ZRS do not."

  validation {
    condition     = contains(["LRS", "ZRS", "GRS", "RAGRS", "GZRS", "RAGZRS"], var.state_replication)
    error_message = "state_replication must be LRS, ZRS, GRS, RAGRS, GZRS or RAGZRS."
  }
}

variable "prevent_destroy" {
  type        = bool
  default     = true
  description = "Whether a destroy or replacement of the state account, its containers or a new vault is refused. False only for throw-away installations; what must be done to an installation that was made with true: terraform/README.md."
}

# Network

variable "network" {
  type = object({
    functions_subnet_id  = string
    endpoints_subnet_id  = string
    private_dns_zone_ids = map(string)
  })
  default     = null
  description = "Private network: subnet of the functions (delegated to Microsoft.App/environments for FC1, to Microsoft.Web/serverFarms otherwise), subnet of the private endpoints, ids of the private DNS zones by service: blob, queue, table, vault, sites. Null: public end points, which only identities open."

  validation {
    condition     = var.network == null || alltrue([for s in ["blob", "queue", "table", "vault", "sites"] : can(var.network.private_dns_zone_ids[s])])
    error_message = "network: private_dns_zone_ids needs blob, queue, table, vault and sites."
  }
}

variable "allowed_ips" {
  type        = set(string)
  default     = []
  description = "Public addresses or ranges that may reach storage and new vaults beside the private network, such as that of the machine that runs Terraform. Only with network."

  validation {
    condition     = alltrue([for ip in var.allowed_ips : can(regex("^[0-9]{1,3}(\\.[0-9]{1,3}){3}(/([0-9]|[12][0-9]|30))?$", ip))])
    error_message = "allowed_ips must be IPv4 addresses or ranges up to /30: storage firewalls take no /31 and /32."
  }

  validation {
    condition     = var.network != null || length(var.allowed_ips) == 0
    error_message = "allowed_ips needs the variable network: without it the functions have no fixed addresses, and a firewall would lock them out."
  }
}

variable "public_http" {
  type        = bool
  default     = null
  description = "Whether the HTTP functions can be reached from the internet. Null: only without network."
}

# Compute

variable "plan_sku" {
  type        = string
  default     = "FC1"
  description = "Plan of the apps: FC1 (Flex Consumption, one plan for each app), EP1 to EP3 (Premium), or a dedicated one such as P1v3."

  validation {
    condition     = can(regex("^(FC1|EP[123]|(B[123]|S[123]|P[0-3]v[2-4]))$", var.plan_sku))
    error_message = "plan_sku must be FC1, EP1 to EP3, or a dedicated plan such as P1v3. Y1 is not accepted: it ends a function after ten minutes and has no private network."
  }
}

variable "instance_memory_mb" {
  type        = number
  default     = 2048
  description = "Memory of an instance on FC1: 2048 or 4096."

  validation {
    condition     = contains([2048, 4096], var.instance_memory_mb)
    error_message = "instance_memory_mb must be 2048 or 4096."
  }
}

variable "maximum_instances" {
  type        = number
  default     = 40
  description = "Most instances of an app on FC1."

  validation {
    condition     = var.maximum_instances >= 1 && var.maximum_instances <= 1000
    error_message = "maximum_instances must be from 1 to 1000."
  }
}

variable "schedules" {
  type        = map(string)
  default     = {}
  description = "Ticks of the timers, as six-field NCRONTAB, where they are to differ from the defaults: BACKUP_SCHEDULE, COPY_SCHEDULE, RESTORE_SCHEDULE, SWEEP_SCHEDULE, EXPIRE_SCHEDULE. The policies hold the real times."

  validation {
    condition     = alltrue([for c in values(var.schedules) : length(split(" ", c)) == 6])
    error_message = "schedules must have six fields, the first of them seconds: \"0 */5 * * * *\"."
  }
}

variable "settings" {
  type        = map(string)
  default     = {}
  description = "Optional settings of apps.json, such as HTTPS_PROXY, NO_PROXY, KEYHOLD_CA_FILE, KEYHOLD_HTTP_TIMEOUT."

  validation {
    condition     = alltrue([for n in keys(var.settings) : !can(regex("^(AzureWebJobs|WEBSITE_|FUNCTIONS_|IDENTITY_|AZURE_CLIENT_ID$)", n))])
    error_message = "settings must not name what the platform or this module sets: AzureWebJobs…, WEBSITE_…, FUNCTIONS_…, IDENTITY_…, AZURE_CLIENT_ID."
  }
}

variable "packages_folder" {
  type        = string
  default     = null
  description = "Folder with <app>.zip of each app, as ./keyhold package --zip makes them (target/function-apps). Null: the apps are made without a program."
}

variable "native_packages" {
  type        = bool
  default     = false
  description = "Whether the natively compiled packages, <app>-native.zip, are deployed."
}

variable "grant_deployer" {
  type        = bool
  default     = true
  description = "Whether whoever runs Terraform gets the right to write blobs in the container of the policies and in those of the packages. False where that right is given otherwise."
}

# Monitoring

variable "log_analytics_workspace_id" {
  type        = string
  default     = null
  description = "Existing Log Analytics workspace. Null: one is made."
}

variable "log_retention_days" {
  type        = number
  default     = 90
  description = "Days for which logs are kept in a workspace that is made: 30 to 730."

  validation {
    condition     = var.log_retention_days >= 30 && var.log_retention_days <= 730
    error_message = "log_retention_days must be from 30 to 730."
  }
}

variable "alert_emails" {
  type        = map(string)
  default     = {}
  description = "Who is told, by a name of your choice: e-mail addresses."

  validation {
    condition     = alltrue([for a in values(var.alert_emails) : can(regex("^[^@ ]+@[^@ ]+\\.[^@ ]+$", a))])
    error_message = "alert_emails must be e-mail addresses."
  }
}

variable "alert_webhooks" {
  type        = map(string)
  default     = {}
  description = "What is called, by a name of your choice: https URLs."

  validation {
    condition     = alltrue([for u in values(var.alert_webhooks) : startswith(u, "https://")])
    error_message = "alert_webhooks must be https URLs."
  }
}

variable "last_success_hours" {
  type        = number
  default     = 26
  description = "Age of a machine's last success, in hours, from which is told: more than the longest pause of your schedules."

  validation {
    condition     = var.last_success_hours >= 1 && var.last_success_hours <= 720
    error_message = "last_success_hours must be from 1 to 720."
  }
}
