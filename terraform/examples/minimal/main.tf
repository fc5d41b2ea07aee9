# One subscription, one group of machines, one new vault for their keys; public end points that only identities open.

module "keyhold" {
  source = "../../modules/keyhold"

  name            = "khminimal"
  location        = "westeurope"
  subscription_id = var.subscription_id
  tenant_id       = var.tenant_id
  audience        = var.audience
  policies        = file("${path.module}/policies.json")
  prevent_destroy = var.prevent_destroy

  subscriptions = {
    (var.subscription_id) = {
      protected_groups = ["machines"]
      target_groups    = ["keyhold-restored"]
    }
  }

  new_vaults = {
    kv-khminimal = {}
  }
}
