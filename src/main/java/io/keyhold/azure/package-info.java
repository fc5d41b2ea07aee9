/**
 * The adapters between the ports of {@link io.keyhold.domain} and Azure. Start with {@link
 * io.keyhold.azure.AzureAdapters}: it builds each of them when it is first asked for, all over one
 * HTTP client and one credential.
 */
package io.keyhold.azure;
