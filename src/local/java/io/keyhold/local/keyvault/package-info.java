/**
 * The data plane of Azure Key Vault as the local Azure answers it: keys and secrets with their
 * versions, soft delete, wrapping and unwrapping, and every refusal that a client must be able to
 * tell apart. {@link io.keyhold.local.keyvault.KeyVaults} is the door, {@link
 * io.keyhold.local.keyvault.Vault} sets the stage. Answers follow recordings of the real service;
 * what no recording settles says so where it is decided.
 */
package io.keyhold.local.keyvault;
