/**
 * A small estate of machines, one of each kind that Keyhold knows, for the demo, for looking around
 * and for tests.
 */
package io.keyhold.local.fleet;
