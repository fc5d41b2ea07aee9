/** Who Keyhold is to Azure. */
package io.keyhold.azure.identity;
