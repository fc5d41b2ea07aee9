# The small root: public end points, one region, one apply. examples/ has larger ones.

module "keyhold" {
  source = "./modules/keyhold"

  name               = var.name
  location           = var.location
  subscription_id    = var.subscription_id
  tenant_id          = var.tenant_id
  audience           = var.audience
  subscriptions      = var.subscriptions
  policies           = file(var.policies_file)
  vaults             = var.vaults
  grant_vault_access = var.grant_vault_access
  packages_folder    = var.packages_folder
  alert_emails       = var.alert_emails
  prevent_destroy    = var.prevent_destroy
}
