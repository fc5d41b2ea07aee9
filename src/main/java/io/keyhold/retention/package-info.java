/**
 * The only place where Keyhold deletes snapshots: points that were begun or held and never came to
 * a good end, and what they left behind. Start with {@link io.keyhold.retention.Sweep}.
 */
package io.keyhold.retention;
