variable "subscription_id" {
  type        = string
  default     = "11111111-1111-1111-1111-111111111111"
  description = "The one subscription: Keyhold and the machines."
}

variable "tenant_id" {
  type        = string
  default     = "22222222-2222-2222-2222-222222222222"
  description = "Entra tenant whose tokens are accepted."
}

variable "audience" {
  type        = string
  default     = "33333333-3333-3333-3333-333333333333"
  description = "Application (client) id of Keyhold's Entra application."
}

variable "prevent_destroy" {
  type        = bool
  default     = true
  description = "Whether a destroy of what holds the recovery points' records is refused."
}
