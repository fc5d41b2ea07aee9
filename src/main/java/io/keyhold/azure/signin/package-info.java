/** Who calls Keyhold: access tokens of Entra, checked with the tenant's own keys. */
package io.keyhold.azure.signin;
