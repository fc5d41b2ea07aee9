# Who is told of what: one rule for each question, whatever the number of machines.

mock_provider "azurerm" {}

run "monitoring" {
  module {
    source = "./modules/keyhold"
  }

  variables {
    alert_emails       = { desk = "desk@example.com", night = "night@example.com" }
    alert_webhooks     = { pager = "https://pager.example.com/x" }
    last_success_hours = 30
  }

  assert {
    condition     = length(azurerm_monitor_action_group.keyhold.email_receiver) == 2 && length(azurerm_monitor_action_group.keyhold.webhook_receiver) == 1 && length(azurerm_monitor_action_group.keyhold.short_name) <= 12
    error_message = "The action group has everybody in it."
  }

  assert {
    condition     = azurerm_monitor_scheduled_query_rules_alert_v2.last_success.criteria[0].threshold == 30 && azurerm_monitor_scheduled_query_rules_alert_v2.last_success.criteria[0].query == file("monitoring/last-success.kql") && azurerm_monitor_scheduled_query_rules_alert_v2.last_success.criteria[0].metric_measure_column == "ageHours"
    error_message = "One rule looks at the age of the last success."
  }

  assert {
    condition     = strcontains(file("monitoring/last-success.kql"), azurerm_monitor_scheduled_query_rules_alert_v2.last_success.criteria[0].metric_measure_column)
    error_message = "The query has the column that the rule measures."
  }

  assert {
    condition     = azurerm_monitor_scheduled_query_rules_alert_v2.refusals.criteria[0].dimension[0].name == "cause" && azurerm_monitor_scheduled_query_rules_alert_v2.refusals.criteria[0].dimension[0].values[0] == "*" && strcontains(file("monitoring/refusals-by-cause.kql"), "by cause") && strcontains(file("monitoring/refusals-by-cause.kql"), azurerm_monitor_scheduled_query_rules_alert_v2.refusals.criteria[0].metric_measure_column)
    error_message = "One rule looks at refusals, split by their cause."
  }

  assert {
    condition     = alltrue([for r in [azurerm_monitor_scheduled_query_rules_alert_v2.last_success, azurerm_monitor_scheduled_query_rules_alert_v2.refusals] : tolist(r.scopes)[0] == azurerm_application_insights.keyhold.id && tolist(r.action[0].action_groups)[0] == azurerm_monitor_action_group.keyhold.id])
    error_message = "Both rules look at the whole fleet's events, and call the action group."
  }

  assert {
    condition     = azurerm_application_insights.keyhold.workspace_id == azurerm_log_analytics_workspace.keyhold[0].id && azurerm_application_insights.keyhold.local_authentication_disabled && azurerm_application_insights.keyhold.sampling_percentage == 100
    error_message = "Application Insights is on a workspace, takes no key, and loses no event to sampling."
  }

  assert {
    condition     = can(regex("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", azurerm_application_insights_workbook.keyhold.name)) && jsondecode(azurerm_application_insights_workbook.keyhold.data_json).fallbackResourceIds[0] == azurerm_application_insights.keyhold.id && length(jsondecode(azurerm_application_insights_workbook.keyhold.data_json).items) == length(jsondecode(file("monitoring/workbook.json")).items)
    error_message = "The Workbook is that of monitoring/, and asks this installation."
  }
}

run "a_workspace_that_is_there" {
  command = plan

  module {
    source = "./modules/keyhold"
  }

  variables {
    log_analytics_workspace_id = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/logs/providers/Microsoft.OperationalInsights/workspaces/all"
  }

  assert {
    condition     = length(azurerm_log_analytics_workspace.keyhold) == 0 && azurerm_application_insights.keyhold.workspace_id == var.log_analytics_workspace_id
    error_message = "An existing workspace is used."
  }
}
