/**
 * The local Azure as a whole. {@link io.keyhold.local.azure.LocalAzure} is for tests and the demo,
 * {@link io.keyhold.local.azure.AzureCommand} for a process of its own, whose control door lets
 * people look in.
 */
package io.keyhold.local.azure;
