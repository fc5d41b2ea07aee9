/**
 * Keyhold's state as blobs: the recovery points in the container {@code points}, written once and
 * for ever, and everything that changes in {@code work} (design.md, "State").
 */
package io.keyhold.azure.storage;
