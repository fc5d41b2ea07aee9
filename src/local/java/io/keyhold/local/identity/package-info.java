/**
 * Who calls: the managed-identity endpoint, the tokens that it issues and that the services check,
 * and what each identity may not do.
 */
package io.keyhold.local.identity;
