package io.keyhold.local.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.arm.ArmJson;
import java.util.UUID;

/** One resource as it is now: the whole body as a GET gives it. */
record Item(NetworkId id, ObjectNode body) {

  ObjectNode properties() {
    return ArmJson.in(body, "properties");
  }

  String location() {
    return body.path("location").asText();
  }

  String etag() {
    return body.path("etag").asText();
  }

  /** A body of its own, so that what was answered is never changed afterwards. */
  Item copy() {
    return new Item(id, body.deepCopy());
  }

  static String newEtag() {
    return "W/\"" + UUID.randomUUID() + "\"";
  }
}
