/**
 * The ports of {@link io.keyhold.domain} in memory, for tests of use cases. They keep the same
 * contracts as the real adapters: the suites in {@code io.keyhold.domain.contract} run against
 * both.
 */
package io.keyhold.fake;
