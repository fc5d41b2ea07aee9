/**
 * One suite per port: what its javadoc promises, as tests. They run against the adapters on a local
 * Azure and against the fakes, so that a use case tested with a fake is tested with the same rules.
 */
package io.keyhold.domain.contract;
