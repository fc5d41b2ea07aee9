package io.keyhold.local.demo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A restored disk.
 *
 * @param lun {@code os} or a number
 * @param source the id of the disk that was backed up
 * @param plan its unlock plan
 */
record Disk(String lun, String id, String source, JsonNode plan) {
  String name() {
    return Points.lastPart(id);
  }
}
