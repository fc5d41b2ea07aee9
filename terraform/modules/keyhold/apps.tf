# The apps, from apps.json: a further app is one more entry there.

locals {
  document = jsondecode(file(coalesce(var.apps_file, "${path.module}/../../apps.json")))
  apps     = local.document.apps

  # Names of what needs a key's material; §8.1 of the facts, levels B to D.
  uses_keys = "(?i)(/keys/(unwrap|wrap|decrypt|encrypt|sign|verify|backup|release|export)/action$|/secrets/(getSecret|backup)/action$|/vaults/(keys|secrets)/\\*)"
  deletes   = "(?i)(/delete[a-z]*|/(delete[a-z]*|purge|permanentdelete|move)/action)$"

  actions_of = { for app, a in local.apps : app => distinct(flatten([for g in a.grants : concat(g.actions, g.dataActions)])) }

  objections = concat(
    flatten([for app, a in local.apps : [for x in local.actions_of[app] : "${app}: ${x} has a wildcard" if strcontains(x, "*")]]),
    [for app, a in local.apps : "${app}: may use key material and delete" if anytrue([for x in local.actions_of[app] : can(regex(local.uses_keys, x))]) && anytrue([for x in local.actions_of[app] : can(regex(local.deletes, x))])],
    flatten([for app, a in local.apps : [for g in a.grants : "${app}: the scope ${g.scope} is unknown" if !contains(local.known_scopes, g.scope)]]),
    flatten([for app, a in local.apps : [for s in a.settings : "${app}: the setting ${s.name} has no value" if s.required && try(s.givenBy, "") != "platform" && !contains(keys(local.values), s.name) && !contains(local.values_of_app, s.name)]]),
    [for app, a in local.apps : "${app}: the name of an app has 2 to 12 lower-case letters and digits" if !can(regex("^[a-z][a-z0-9]{1,11}$", app))],
    [for n in keys(var.settings) : "the setting ${n} is read by no app" if !contains(flatten([for a in values(local.apps) : [for s in a.settings : s.name]]), n)],
    [for n in keys(var.schedules) : "the schedule ${n} is read by no app" if !contains(flatten([for a in values(local.apps) : [for s in a.settings : s.name]]), n)],
  )

  blob_suffix  = { public = "core.windows.net", usgovernment = "core.usgovcloudapi.net", china = "core.chinacloudapi.cn" }[var.cloud]
  login        = { public = "https://login.microsoftonline.com", usgovernment = "https://login.microsoftonline.us", china = "https://login.partner.microsoftonline.cn" }[var.cloud]
  state_blobs  = "https://${local.state_account}.blob.${local.blob_suffix}"
  state_queues = "https://${local.state_account}.queue.${local.blob_suffix}"

  # Values that are the same in all apps. An optional setting without one is left out.
  values = merge({
    KEYHOLD_CATALOGUE = local.state_blobs
    KEYHOLD_POLICIES  = "${local.state_blobs}/policies/policies.json"
    KEYHOLD_CLOUD     = var.cloud
    KEYHOLD_TENANT    = var.tenant_id
    KEYHOLD_AUDIENCE  = var.audience
    BACKUP_SCHEDULE   = "0 */5 * * * *"
    COPY_SCHEDULE     = "30 */5 * * * *"
    RESTORE_SCHEDULE  = "15 * * * * *"
    SWEEP_SCHEDULE    = "0 40 * * * *"
    EXPIRE_SCHEDULE   = "0 0 8 * * *"
  }, var.schedules, var.settings)
  values_of_app = ["KEYHOLD_APP", "AZURE_CLIENT_ID"]

  settings = { for app, a in local.apps : app => merge(
    { for s in a.settings : s.name => local.values[s.name] if contains(keys(local.values), s.name) },
    { for s in a.settings : s.name => app if s.name == "KEYHOLD_APP" },
    { for s in a.settings : s.name => azurerm_user_assigned_identity.app[app].client_id if s.name == "AZURE_CLIENT_ID" },
    merge([for c in a.connections : {
      "${c.name}__queueServiceUri" = local.state_queues
      "${c.name}__credential"      = "managedidentity"
      "${c.name}__clientId"        = azurerm_user_assigned_identity.app[app].client_id
    }]...),
    # The host's own storage, by identity; which names: azure-facts.md §5.6. An account's name stands for public Azure's hosts.
    var.cloud == "public" ? { AzureWebJobsStorage__accountName = azurerm_storage_account.host[app].name } : {},
    { for s in ["blob", "queue", "table"] : "AzureWebJobsStorage__${s}ServiceUri" => "https://${azurerm_storage_account.host[app].name}.${s}.${local.blob_suffix}" if var.cloud != "public" },
    {
      AzureWebJobsStorage__credential           = "managedidentity"
      AzureWebJobsStorage__clientId             = azurerm_user_assigned_identity.app[app].client_id
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING = "ClientId=${azurerm_user_assigned_identity.app[app].client_id};Authorization=AAD"
    },
  ) }

  flex        = var.plan_sku == "FC1"
  dedicated   = !local.flex && !startswith(var.plan_sku, "EP")
  public_http = coalesce(var.public_http, var.network == null)

  packages       = { for app in keys(local.apps) : app => "${var.packages_folder}/${app}${var.native_packages ? "-native" : ""}.zip" if var.packages_folder != null }
  package_hashes = { for app, path in local.packages : app => fileexists(path) ? filesha256(path) : "" }
}

data "azurerm_client_config" "deployer" {}

resource "azurerm_resource_group" "keyhold" {
  name     = "${var.name}-keyhold"
  location = var.location
  tags     = var.tags
}

resource "azurerm_user_assigned_identity" "app" {
  for_each            = local.apps
  name                = "${var.name}-${each.key}"
  resource_group_name = azurerm_resource_group.keyhold.name
  location            = azurerm_resource_group.keyhold.location
  tags                = var.tags

  lifecycle {
    precondition {
      condition     = length(local.objections) == 0
      error_message = "The apps cannot be made as they are described: ${join("; ", local.objections)}."
    }
  }
}

# Each app has host storage of its own: it holds the app's program and keys, and whoever writes there is that app.
resource "azurerm_storage_account" "host" {
  for_each                         = local.apps
  name                             = "${var.name}${each.key}"
  resource_group_name              = azurerm_resource_group.keyhold.name
  location                         = azurerm_resource_group.keyhold.location
  account_tier                     = "Standard"
  account_replication_type         = "LRS"
  min_tls_version                  = "TLS1_2"
  https_traffic_only_enabled       = true
  shared_access_key_enabled        = false
  default_to_oauth_authentication  = true
  allow_nested_items_to_be_public  = false
  cross_tenant_replication_enabled = false
  local_user_enabled               = false
  public_network_access_enabled    = local.public_storage
  tags                             = var.tags

  network_rules {
    default_action = var.network == null ? "Allow" : "Deny"
    bypass         = ["None"]
    ip_rules       = var.allowed_ips
  }
}

resource "azurerm_storage_container" "package" {
  for_each              = local.apps
  name                  = "packages"
  storage_account_id    = azurerm_storage_account.host[each.key].id
  container_access_type = "private"
}

resource "azurerm_role_assignment" "host" {
  for_each = merge([for app in keys(local.apps) : { for role in ["Storage Blob Data Owner", "Storage Queue Data Contributor", "Storage Table Data Contributor"] :
  "${app}: ${role}" => { app = app, role = role } }]...)
  scope                = azurerm_storage_account.host[each.value.app].id
  role_definition_name = each.value.role
  principal_id         = azurerm_user_assigned_identity.app[each.value.app].principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "deployer_package" {
  for_each             = var.grant_deployer ? local.packages : {}
  scope                = azurerm_storage_container.package[each.key].id
  role_definition_name = "Storage Blob Data Contributor"
  principal_id         = data.azurerm_client_config.deployer.object_id
}

# The program goes up as a blob. azurerm's zip_deploy_file would need basic authentication, which is off, and on
# Flex Consumption it calls an end point that does not exist there (hashicorp/terraform-provider-azurerm#29630).
resource "azurerm_storage_blob" "package" {
  for_each               = local.packages
  name                   = local.flex ? "released-package.zip" : "${each.key}-${local.package_hashes[each.key]}.zip"
  storage_account_name   = azurerm_storage_account.host[each.key].name
  storage_container_name = azurerm_storage_container.package[each.key].name
  type                   = "Block"
  source                 = each.value
  content_md5            = fileexists(each.value) ? filemd5(each.value) : null
  depends_on             = [azurerm_role_assignment.deployer_package]

  lifecycle {
    precondition {
      condition     = fileexists(each.value)
      error_message = "${each.value} is not there: run ./keyhold package --zip first."
    }
  }
}

resource "azurerm_service_plan" "plan" {
  for_each            = toset(local.flex ? keys(local.apps) : ["all"])
  name                = "${var.name}-${each.key}"
  resource_group_name = azurerm_resource_group.keyhold.name
  location            = azurerm_resource_group.keyhold.location
  os_type             = "Linux"
  sku_name            = var.plan_sku
  tags                = var.tags
}

resource "azurerm_function_app_flex_consumption" "app" {
  for_each            = toset([for app in keys(local.apps) : app if local.flex])
  name                = "${var.name}-${each.key}"
  resource_group_name = azurerm_resource_group.keyhold.name
  location            = azurerm_resource_group.keyhold.location
  service_plan_id     = azurerm_service_plan.plan[each.key].id
  tags                = var.tags

  storage_container_type            = "blobContainer"
  storage_container_endpoint        = "https://${azurerm_storage_account.host[each.key].name}.blob.${local.blob_suffix}/${azurerm_storage_container.package[each.key].name}"
  storage_authentication_type       = "UserAssignedIdentity"
  storage_user_assigned_identity_id = azurerm_user_assigned_identity.app[each.key].id
  runtime_name                      = "custom"
  runtime_version                   = "1.0"
  instance_memory_in_mb             = var.instance_memory_mb
  maximum_instance_count            = var.maximum_instances

  https_only                                     = true
  webdeploy_publish_basic_authentication_enabled = false
  public_network_access_enabled                  = local.public_http
  virtual_network_subnet_id                      = var.network == null ? null : var.network.functions_subnet_id

  # Empty, because the provider would write a connection string without a key (provider issues 29149 and 29693).
  app_settings = merge(local.settings[each.key], { AzureWebJobsStorage = "" },
  contains(keys(local.package_hashes), each.key) ? { PACKAGE_SHA256 = local.package_hashes[each.key] } : {})

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.app[each.key].id]
  }

  site_config {
    application_insights_connection_string = azurerm_application_insights.keyhold.connection_string
    minimum_tls_version                    = "1.2"
    scm_minimum_tls_version                = "1.2"
    http2_enabled                          = true
    vnet_route_all_enabled                 = var.network != null
  }

  auth_settings_v2 {
    auth_enabled           = true
    require_authentication = true
    require_https          = true
    unauthenticated_action = "Return401"
    default_provider       = "azureactivedirectory"

    active_directory_v2 {
      client_id            = var.audience
      tenant_auth_endpoint = "${local.login}/${var.tenant_id}/v2.0"
      allowed_audiences    = [var.audience, "api://${var.audience}"]
      allowed_applications = var.allowed_clients
    }

    login {}
  }

  depends_on = [azurerm_role_assignment.host, azurerm_role_assignment.app, azurerm_storage_blob.package, azurerm_private_endpoint.storage]
}

resource "azurerm_linux_function_app" "app" {
  for_each            = toset([for app in keys(local.apps) : app if !local.flex])
  name                = "${var.name}-${each.key}"
  resource_group_name = azurerm_resource_group.keyhold.name
  location            = azurerm_resource_group.keyhold.location
  service_plan_id     = azurerm_service_plan.plan["all"].id
  tags                = var.tags

  storage_account_name          = azurerm_storage_account.host[each.key].name
  storage_uses_managed_identity = true
  content_share_force_disabled  = true
  functions_extension_version   = "~4"
  builtin_logging_enabled       = false

  https_only                                     = true
  ftp_publish_basic_authentication_enabled       = false
  webdeploy_publish_basic_authentication_enabled = false
  public_network_access_enabled                  = local.public_http
  virtual_network_subnet_id                      = var.network == null ? null : var.network.functions_subnet_id

  app_settings = merge(local.settings[each.key], contains(keys(local.packages), each.key) ? {
    WEBSITE_RUN_FROM_PACKAGE                     = "https://${azurerm_storage_account.host[each.key].name}.blob.${local.blob_suffix}/packages/${azurerm_storage_blob.package[each.key].name}"
    WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID = azurerm_user_assigned_identity.app[each.key].id
  } : {})

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.app[each.key].id]
  }

  site_config {
    application_insights_connection_string = azurerm_application_insights.keyhold.connection_string
    minimum_tls_version                    = "1.2"
    scm_minimum_tls_version                = "1.2"
    ftps_state                             = "Disabled"
    http2_enabled                          = true
    always_on                              = local.dedicated
    vnet_route_all_enabled                 = var.network != null

    application_stack {
      use_custom_runtime = true
    }
  }

  auth_settings_v2 {
    auth_enabled           = true
    require_authentication = true
    require_https          = true
    unauthenticated_action = "Return401"
    default_provider       = "azureactivedirectory"

    active_directory_v2 {
      client_id            = var.audience
      tenant_auth_endpoint = "${local.login}/${var.tenant_id}/v2.0"
      allowed_audiences    = [var.audience, "api://${var.audience}"]
      allowed_applications = var.allowed_clients
    }

    login {}
  }

  depends_on = [azurerm_role_assignment.host, azurerm_role_assignment.app, azurerm_private_endpoint.storage]
}
