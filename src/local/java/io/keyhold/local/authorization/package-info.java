/**
 * Microsoft.Authorization: management locks at a subscription, a group or a resource, and what the
 * caller may do. {@link io.keyhold.local.authorization.Locks} sets the stage and is what ARM asks
 * before a write or a delete; rights are the identity's own.
 */
package io.keyhold.local.authorization;
