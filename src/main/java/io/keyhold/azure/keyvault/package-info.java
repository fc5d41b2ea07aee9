/**
 * Keys and secrets in Key Vault. {@link io.keyhold.azure.keyvault.SecretValues} is the only class
 * that sees the value of a secret.
 */
package io.keyhold.azure.keyvault;
