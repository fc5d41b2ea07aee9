package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * One resource as it is now.
 *
 * @param body the whole resource as a GET gives it, but for what depends on the moment of reading
 * @param content the bytes, where it has any
 */
record Resource(ResourceId id, ObjectNode body, Optional<Content> content) {

  ObjectNode properties() {
    return ArmJson.in(body, "properties");
  }

  Optional<String> property(String path) {
    return ArmJson.text(properties(), path);
  }

  String location() {
    return body.path("location").asText();
  }

  Resource with(Content newContent) {
    return new Resource(id, body, Optional.of(newContent));
  }

  /** A body of its own, so that what was answered is never changed afterwards. */
  Resource copy() {
    return new Resource(id, body.deepCopy(), content);
  }
}
