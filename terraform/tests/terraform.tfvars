# What the runs of the module have in common; each changes what it is about.
name            = "khtest"
location        = "westeurope"
subscription_id = "11111111-1111-1111-1111-111111111111"
tenant_id       = "22222222-2222-2222-2222-222222222222"
audience        = "33333333-3333-3333-3333-333333333333"
prevent_destroy = false
subscriptions = {
  "11111111-1111-1111-1111-111111111111" = {
    protected_groups = ["machines"]
    copy_group       = "keyhold-copies"
    target_groups    = ["restored"]
    networks         = ["/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/networks/providers/Microsoft.Network/virtualNetworks/vnet"]
  }
  "44444444-4444-4444-4444-444444444444" = {
    protected_groups = ["app", "data"]
    snapshot_group   = "snaps"
  }
}
policies      = <<-JSON
  {"policies": [{
    "name": "daily", "subscriptions": ["11111111-1111-1111-1111-111111111111"],
    "schedule": {"cron": "0 2 * * *", "zone": "Europe/Amsterdam"},
    "snapshots": {"resourceGroup": "keyhold-snapshots"},
    "copy": {"region": "northeurope", "resourceGroup": "keyhold-copies", "allowPlatformKey": true},
    "keep": {"days": 30, "atLeast": 3}, "keys": {"check": "unwrap"}}]}
JSON
policies_file = "examples/minimal/policies.json"
vaults = {
  prod   = { id = "/subscriptions/55555555-5555-5555-5555-555555555555/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/kv-prod", unwrap = true }
  legacy = { id = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/kv-legacy", access = "access-policy", unwrap = true }
}
new_vaults = { kv-khtest = {} }
