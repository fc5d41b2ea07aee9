/**
 * {@code ./keyhold measure}: whether a large fleet is backed up as fast as Azure's limits allow.
 */
package io.keyhold.measure;
