/**
 * How a recovery point is opened with ordinary programs: the unlock plan of a disk, and the
 * break-glass kit that is kept with every point. Both name exact versions and hold no key material.
 * Text in, text out: nothing here calls anything, and nothing knows what time it is.
 *
 * <p>Start with {@link io.keyhold.plan.UnlockPlan} and {@link io.keyhold.plan.Kit}.
 */
package io.keyhold.plan;
