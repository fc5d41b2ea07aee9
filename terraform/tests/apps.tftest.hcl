# How the apps are hosted, and what they are told.

mock_provider "azurerm" {}

run "flex_consumption" {
  module {
    source = "./modules/keyhold"
  }

  assert {
    condition     = toset(keys(azurerm_function_app_flex_consumption.app)) == toset(keys(jsondecode(file("apps.json")).apps)) && length(azurerm_linux_function_app.app) == 0
    error_message = "Each app of apps.json is one on Flex Consumption."
  }

  assert {
    condition = alltrue([for f in azurerm_function_app_flex_consumption.app :
    f.https_only && !f.webdeploy_publish_basic_authentication_enabled && f.site_config[0].minimum_tls_version == "1.2" && f.site_config[0].scm_minimum_tls_version == "1.2"])
    error_message = "HTTPS only, TLS 1.2, no basic authentication for deployments."
  }

  assert {
    condition = alltrue([for f in azurerm_function_app_flex_consumption.app :
    f.auth_settings_v2[0].auth_enabled && f.auth_settings_v2[0].require_authentication && f.auth_settings_v2[0].unauthenticated_action == "Return401" && length(f.auth_settings_v2[0].excluded_paths == null ? [] : f.auth_settings_v2[0].excluded_paths) == 0])
    error_message = "The platform lets nobody through without a token, whatever the path."
  }

  assert {
    condition = alltrue([for f in azurerm_function_app_flex_consumption.app :
      toset(f.auth_settings_v2[0].active_directory_v2[0].allowed_audiences) == toset(["33333333-3333-3333-3333-333333333333", "api://33333333-3333-3333-3333-333333333333"]) &&
    f.auth_settings_v2[0].active_directory_v2[0].tenant_auth_endpoint == "https://login.microsoftonline.com/22222222-2222-2222-2222-222222222222/v2.0"])
    error_message = "The platform accepts tokens of this tenant for this audience."
  }

  assert {
    condition     = alltrue([for app, f in azurerm_function_app_flex_consumption.app : f.identity[0].type == "UserAssigned" && tolist(f.identity[0].identity_ids)[0] == azurerm_user_assigned_identity.app[app].id && f.app_settings["AZURE_CLIENT_ID"] == azurerm_user_assigned_identity.app[app].client_id])
    error_message = "Each app has its own identity, and is told so."
  }

  assert {
    condition     = length(distinct([for i in azurerm_user_assigned_identity.app : i.principal_id])) == length(azurerm_user_assigned_identity.app)
    error_message = "No two apps share an identity."
  }

  assert {
    condition = alltrue(flatten([for app, a in jsondecode(file("apps.json")).apps : [for s in a.settings :
    contains(keys(azurerm_function_app_flex_consumption.app[app].app_settings), s.name) if s.required && try(s.givenBy, "") != "platform"]]))
    error_message = "A required setting of apps.json is missing in its app."
  }

  assert {
    condition = alltrue(flatten([for app, a in jsondecode(file("apps.json")).apps : [for c in a.connections : [for m in ["queueServiceUri", "credential", "clientId"] :
    contains(keys(azurerm_function_app_flex_consumption.app[app].app_settings), "${c.name}__${m}")]]]))
    error_message = "A connection of apps.json is missing in its app."
  }

  # design.md, Apps and functions: the settings of the table, by the app that reads them.
  assert {
    condition = alltrue(flatten([for app, names in {
      backup    = ["KEYHOLD_CATALOGUE", "KEYHOLD_POLICIES", "KEYHOLD_CLOUD", "AZURE_CLIENT_ID", "BACKUP_SCHEDULE", "COPY_SCHEDULE", "KEYHOLD_QUEUES__queueServiceUri", "KEYHOLD_QUEUES__credential", "KEYHOLD_QUEUES__clientId"]
      restore   = ["KEYHOLD_CATALOGUE", "KEYHOLD_POLICIES", "KEYHOLD_CLOUD", "AZURE_CLIENT_ID", "RESTORE_SCHEDULE", "KEYHOLD_QUEUES__queueServiceUri", "KEYHOLD_QUEUES__credential", "KEYHOLD_QUEUES__clientId"]
      retention = ["KEYHOLD_CATALOGUE", "KEYHOLD_POLICIES", "KEYHOLD_CLOUD", "AZURE_CLIENT_ID", "SWEEP_SCHEDULE", "EXPIRE_SCHEDULE"]
    } : [for n in names : contains(keys(azurerm_function_app_flex_consumption.app[app].app_settings), n)]]))
    error_message = "A setting of design.md's table is missing."
  }

  assert {
    condition = alltrue([for f in azurerm_function_app_flex_consumption.app :
    f.app_settings["KEYHOLD_CATALOGUE"] == "https://khteststate.blob.core.windows.net" && f.app_settings["KEYHOLD_POLICIES"] == "https://khteststate.blob.core.windows.net/policies/policies.json"])
    error_message = "The catalogue and the policies are in the state account."
  }

  assert {
    condition     = alltrue([for f in azurerm_function_app_flex_consumption.app : !contains(keys(f.app_settings), "IDENTITY_ENDPOINT") && !anytrue([for v in values(f.app_settings) : can(regex("(?i)(AccountKey|SharedAccessSignature|[?&]sig=)", v))])])
    error_message = "What the platform gives is not set, and no setting has a key or a SAS in it."
  }

  assert {
    condition = alltrue([for app, f in azurerm_function_app_flex_consumption.app :
    f.app_settings["AzureWebJobsStorage__accountName"] == azurerm_storage_account.host[app].name && f.app_settings["AzureWebJobsStorage__accountName"] != azurerm_storage_account.state.name && f.app_settings["AzureWebJobsStorage__credential"] == "managedidentity" && f.app_settings["AzureWebJobsStorage"] == ""])
    error_message = "The host's storage is apart from Keyhold's own, and reached by identity."
  }

  assert {
    condition     = alltrue([for f in azurerm_function_app_flex_consumption.app : f.storage_authentication_type == "UserAssignedIdentity" && f.runtime_name == "custom" && f.zip_deploy_file == null])
    error_message = "The program is read by identity, and not pushed with basic authentication."
  }

  assert {
    condition     = alltrue([for p in azurerm_service_plan.plan : p.sku_name == "FC1" && p.os_type == "Linux"]) && length(azurerm_service_plan.plan) == length(azurerm_function_app_flex_consumption.app)
    error_message = "Each app on Flex Consumption has a plan of its own."
  }
}

run "premium" {
  module {
    source = "./modules/keyhold"
  }

  variables {
    plan_sku        = "EP1"
    packages_folder = "tests/fixtures/packages"
  }

  assert {
    condition     = length(azurerm_linux_function_app.app) == 3 && length(azurerm_function_app_flex_consumption.app) == 0 && length(azurerm_service_plan.plan) == 1
    error_message = "On Premium all apps are in one plan."
  }

  assert {
    condition = alltrue([for f in azurerm_linux_function_app.app :
    f.https_only && !f.ftp_publish_basic_authentication_enabled && !f.webdeploy_publish_basic_authentication_enabled && f.site_config[0].ftps_state == "Disabled" && f.site_config[0].minimum_tls_version == "1.2" && f.site_config[0].scm_minimum_tls_version == "1.2"])
    error_message = "HTTPS only, TLS 1.2, no FTP, no basic authentication."
  }

  assert {
    condition     = alltrue([for f in azurerm_linux_function_app.app : f.storage_uses_managed_identity && f.storage_account_access_key == null && f.site_config[0].application_stack[0].use_custom_runtime && !f.site_config[0].always_on])
    error_message = "The host's storage is reached by identity, the runtime is the custom handler's."
  }

  assert {
    condition     = alltrue([for f in azurerm_linux_function_app.app : f.auth_settings_v2[0].require_authentication && f.auth_settings_v2[0].unauthenticated_action == "Return401"])
    error_message = "The platform lets nobody through without a token."
  }

  assert {
    condition     = alltrue([for app, f in azurerm_linux_function_app.app : f.app_settings["WEBSITE_RUN_FROM_PACKAGE"] == "https://khtest${app}.blob.core.windows.net/packages/${app}-${filesha256("tests/fixtures/packages/${app}.zip")}.zip"])
    error_message = "The program is read from the package's blob, by its hash."
  }
}

run "dedicated" {
  command = plan

  module {
    source = "./modules/keyhold"
  }

  variables {
    plan_sku = "P1v3"
  }

  assert {
    condition     = alltrue([for f in azurerm_linux_function_app.app : f.site_config[0].always_on])
    error_message = "A dedicated plan needs Always On, or the timers sleep."
  }
}

run "packages" {
  command = plan

  module {
    source = "./modules/keyhold"
  }

  variables {
    packages_folder = "tests/fixtures/packages"
  }

  assert {
    condition     = alltrue([for app, b in azurerm_storage_blob.package : b.name == "released-package.zip" && b.source == "tests/fixtures/packages/${app}.zip" && b.content_md5 == filemd5(b.source)]) && length(azurerm_storage_blob.package) == 3
    error_message = "The package of each app goes up under the name that Flex Consumption reads, and again when it changes."
  }

  assert {
    condition     = toset(keys(azurerm_role_assignment.deployer_package)) == toset(["backup", "restore", "retention"])
    error_message = "Whoever runs Terraform may write the packages."
  }
}

run "packages_that_are_not_there" {
  command = plan

  module {
    source = "./modules/keyhold"
  }

  variables {
    packages_folder = "tests/fixtures/nothing"
  }

  expect_failures = [azurerm_storage_blob.package]
}

run "another_cloud" {
  module {
    source = "./modules/keyhold"
  }

  variables {
    cloud     = "usgovernment"
    schedules = { BACKUP_SCHEDULE = "0 */10 * * * *" }
    settings  = { HTTPS_PROXY = "http://proxy:3128" }
  }

  assert {
    condition     = output.catalogue == "https://khteststate.blob.core.usgovcloudapi.net" && output.policies_url == "https://khteststate.blob.core.usgovcloudapi.net/policies/policies.json"
    error_message = "Addresses are those of the cloud."
  }

  assert {
    condition     = alltrue([for app, f in azurerm_function_app_flex_consumption.app : strcontains(join(" ", keys(f.app_settings)), "AzureWebJobsStorage__blobServiceUri") && !contains(keys(f.app_settings), "AzureWebJobsStorage__accountName") && startswith(f.auth_settings_v2[0].active_directory_v2[0].tenant_auth_endpoint, "https://login.microsoftonline.us/22222222-2222-2222-2222-222222222222/v2.0")])
    error_message = "The host's storage and the sign-in host are those of the cloud too."
  }
}
