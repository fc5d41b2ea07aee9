/**
 * Azure's limits, respected ahead of time: every call to the resource manager and to the vaults
 * waits here until the service has room for it, and learns from each answer how much is left.
 */
package io.keyhold.azure.throttle;
