# What is told, and to whom: one rule for the whole fleet, never one for each machine.

locals {
  monitoring   = "${path.module}/../../monitoring"
  workspace_id = var.log_analytics_workspace_id == null ? azurerm_log_analytics_workspace.keyhold[0].id : var.log_analytics_workspace_id
}

resource "azurerm_log_analytics_workspace" "keyhold" {
  count               = var.log_analytics_workspace_id == null ? 1 : 0
  name                = "${var.name}-logs"
  resource_group_name = azurerm_resource_group.keyhold.name
  location            = azurerm_resource_group.keyhold.location
  sku                 = "PerGB2018"
  retention_in_days   = var.log_retention_days
  tags                = var.tags
}

resource "azurerm_application_insights" "keyhold" {
  name                          = "${var.name}-insights"
  resource_group_name           = azurerm_resource_group.keyhold.name
  location                      = azurerm_resource_group.keyhold.location
  application_type              = "other"
  workspace_id                  = local.workspace_id
  local_authentication_disabled = true
  sampling_percentage           = 100
  tags                          = var.tags
}

resource "azurerm_monitor_action_group" "keyhold" {
  name                = "${var.name}-alerts"
  resource_group_name = azurerm_resource_group.keyhold.name
  short_name          = var.name
  tags                = var.tags

  dynamic "email_receiver" {
    for_each = var.alert_emails
    content {
      name                    = email_receiver.key
      email_address           = email_receiver.value
      use_common_alert_schema = true
    }
  }

  dynamic "webhook_receiver" {
    for_each = var.alert_webhooks
    content {
      name                    = webhook_receiver.key
      service_uri             = webhook_receiver.value
      use_common_alert_schema = true
    }
  }
}

# Also when nothing is logged at all: then the query says 100000 hours.
resource "azurerm_monitor_scheduled_query_rules_alert_v2" "last_success" {
  name                    = "${var.name}-last-success"
  display_name            = "Keyhold: a machine has had no backup for ${var.last_success_hours} hours"
  description             = "The oldest last success of all machines that a policy selects is too long ago, or the backup timer does not run. docs/runbook.md says what to do."
  resource_group_name     = azurerm_resource_group.keyhold.name
  location                = azurerm_resource_group.keyhold.location
  scopes                  = [azurerm_application_insights.keyhold.id]
  severity                = 1
  evaluation_frequency    = "PT1H"
  window_duration         = "PT2H"
  auto_mitigation_enabled = true
  skip_query_validation   = true
  tags                    = var.tags

  criteria {
    query                   = file("${local.monitoring}/last-success.kql")
    time_aggregation_method = "Maximum"
    metric_measure_column   = "ageHours"
    operator                = "GreaterThan"
    threshold               = var.last_success_hours
  }

  action {
    action_groups = [azurerm_monitor_action_group.keyhold.id]
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "refusals" {
  name                    = "${var.name}-refusals"
  display_name            = "Keyhold: machines were refused"
  description             = "Machines were not backed up; the cause is the dimension of the alert, docs/problems.md has the remedy for each."
  resource_group_name     = azurerm_resource_group.keyhold.name
  location                = azurerm_resource_group.keyhold.location
  scopes                  = [azurerm_application_insights.keyhold.id]
  severity                = 2
  evaluation_frequency    = "PT15M"
  window_duration         = "PT15M"
  auto_mitigation_enabled = false
  skip_query_validation   = true
  tags                    = var.tags

  criteria {
    query                   = file("${local.monitoring}/refusals-by-cause.kql")
    time_aggregation_method = "Maximum"
    metric_measure_column   = "machines"
    operator                = "GreaterThan"
    threshold               = 0

    dimension {
      name     = "cause"
      operator = "Include"
      values   = ["*"]
    }
  }

  action {
    action_groups = [azurerm_monitor_action_group.keyhold.id]
  }
}

resource "azurerm_application_insights_workbook" "keyhold" {
  name                = uuidv5("url", "keyhold/${var.subscription_id}/${var.name}")
  resource_group_name = azurerm_resource_group.keyhold.name
  location            = azurerm_resource_group.keyhold.location
  display_name        = "Keyhold"
  source_id           = lower(azurerm_application_insights.keyhold.id)
  # Opened from the list of workbooks, it asks the events of this installation.
  data_json = jsonencode(merge(jsondecode(file("${local.monitoring}/workbook.json")), {
    fallbackResourceIds = [azurerm_application_insights.keyhold.id]
  }))
  tags = var.tags
}
