/**
 * The only place where Keyhold deletes snapshots and copies: of points that were begun or held and
 * never came to a good end, what they left behind, and of points whose time is over. Start with
 * {@link io.keyhold.retention.Sweep} and with {@link io.keyhold.retention.Expire}, whose rule is
 * {@code ExpiryRule}.
 */
package io.keyhold.retention;
