# One custom role for each app and scope, with exactly the actions of apps.json, and where it holds.

locals {
  known_scopes = ["subscription", "protected", "snapshots", "copies", "targets", "networks", "vault", "catalogue/points", "catalogue/work", "policies", "queues"]

  # Of the rights to queues, sending holds at the queues that are sent to, and taking at those that are taken from.
  grants = flatten([for app, a in local.apps : [for g in a.grants : g.scope != "queues" ? [{
    key          = "${app} ${g.scope}${try("-${g.when}", "")}"
    app          = app
    scope        = g.scope
    when         = try(g.when, "")
    why          = g.why
    actions      = g.actions
    data_actions = g.dataActions
    }] : [for use in ["send", "process"] : {
    key          = "${app} queues-${use}"
    app          = app
    scope        = "queues-${use}"
    when         = ""
    why          = g.why
    actions      = g.actions
    data_actions = [for x in g.dataActions : x if endswith(x, "/messages/add/action") == (use == "send")]
  }]]])
  roles = { for g in local.grants : g.key => g }

  # Ids are put together here and not taken from the resources, so that a plan can say where each role will hold.
  own_group  = "/subscriptions/${var.subscription_id}/resourceGroups/${var.name}-keyhold"
  state_id   = "${local.own_group}/providers/Microsoft.Storage/storageAccounts/${local.state_account}"
  containers = { for c in ["points", "work", "policies"] : c => "${local.state_id}/blobServices/default/containers/${c}" }

  rg = { for id, s in var.subscriptions : id => "/subscriptions/${id}/resourceGroups" }
  # By scope, then by a name that a reader understands: resource ids.
  places = {
    subscription       = { for id in keys(var.subscriptions) : id => "/subscriptions/${id}" }
    protected          = merge([for id, s in var.subscriptions : { for g in s.protected_groups : "${id}/${g}" => "${local.rg[id]}/${g}" }]...)
    snapshots          = { for id, s in var.subscriptions : "${id}/${s.snapshot_group}" => "${local.rg[id]}/${s.snapshot_group}" }
    copies             = { for id, s in var.subscriptions : "${id}/${s.copy_group}" => "${local.rg[id]}/${s.copy_group}" if s.copy_group != null }
    targets            = merge([for id, s in var.subscriptions : { for g in s.target_groups : "${id}/${g}" => "${local.rg[id]}/${g}" }]...)
    networks           = merge([for id, s in var.subscriptions : { for n in s.networks : n => n }]...)
    "catalogue/points" = { points = local.containers["points"] }
    "catalogue/work"   = { work = local.containers["work"] }
    policies           = { policies = local.containers["policies"] }
  }
  queue_places = merge(flatten([for app, a in local.apps : [for use, kinds in { send = ["send", "poison"], process = ["process"] } : {
    "${app} queues-${use}" = { for q in toset(flatten([for c in a.connections : [for k in kinds : try(c.queues[k], [])]])) : q => "${local.state_id}/queueServices/default/queues/${q}" }
  }]])...)

  assignments = merge([for g in local.grants : { for place, id in(startswith(g.scope, "queues-") ? local.queue_places[g.key] : try(local.places[g.scope], {})) :
  "${g.key} at ${place}" => { role = g.key, app = g.app, scope = id } } if g.scope != "vault"]...)

  vault_subscriptions = [for v in values(var.vaults) : "/subscriptions/${lower(split("/", v.id)[2])}"]
  all_subscriptions   = distinct(concat(["/subscriptions/${var.subscription_id}"], [for id in keys(var.subscriptions) : "/subscriptions/${id}"], local.vault_subscriptions))

  own_groups = var.create_groups ? toset(flatten([for id, s in var.subscriptions : concat([s.snapshot_group], s.copy_group == null ? [] : [s.copy_group], tolist(s.target_groups)) if id == var.subscription_id])) : toset([])
}

# Groups of the provider's own subscription. The provider does not delete a group that still has snapshots in it.
resource "azurerm_resource_group" "own" {
  for_each = local.own_groups
  name     = each.key
  location = var.location
  tags     = var.tags
}

resource "azurerm_role_definition" "app" {
  for_each          = local.roles
  name              = "${var.name} ${each.key}"
  scope             = "/subscriptions/${var.subscription_id}"
  description       = each.value.why
  assignable_scopes = local.all_subscriptions

  permissions {
    actions          = each.value.actions
    data_actions     = each.value.data_actions
    not_actions      = []
    not_data_actions = []
  }
}

resource "azurerm_role_assignment" "app" {
  for_each           = local.assignments
  scope              = each.value.scope
  role_definition_id = azurerm_role_definition.app[each.value.role].role_definition_resource_id
  principal_id       = azurerm_user_assigned_identity.app[each.value.app].principal_id
  principal_type     = "ServicePrincipal"
  depends_on         = [azurerm_resource_group.own, azurerm_storage_container.state, azurerm_storage_queue.state]
}

resource "azurerm_role_assignment" "telemetry" {
  for_each             = local.apps
  scope                = azurerm_application_insights.keyhold.id
  role_definition_name = "Monitoring Metrics Publisher"
  principal_id         = azurerm_user_assigned_identity.app[each.key].principal_id
  principal_type       = "ServicePrincipal"
}
