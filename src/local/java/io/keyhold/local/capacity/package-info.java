/**
 * What Azure has to give: sizes of machines and where they can be had, and how much of it a
 * subscription may use. {@link io.keyhold.local.capacity.Capacity} sets the stage. Knows nothing of
 * calls: who asks for sizes and usages is {@code arm}.
 */
package io.keyhold.local.capacity;
