package io.keyhold.local.capacity;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One entry of the list of skus.
 *
 * @param key orders the list
 */
public record Sku(String key, ObjectNode body) {}
