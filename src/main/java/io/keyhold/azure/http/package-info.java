/**
 * How Keyhold speaks to Azure: the one HTTP client, the one retry policy, and what a call that went
 * wrong means.
 */
package io.keyhold.azure.http;
