package io.keyhold.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.Requester;
import java.util.Optional;

/** Who asked, in events, in messages, in the records of {@code work} and in answers alike. */
public final class RequesterJson {

  private static final String OBJECT = "objectId";
  private static final String APP = "appId";

  private RequesterJson() {}

  public static ObjectNode of(Requester who) {
    return Json.object().put(OBJECT, who.objectId()).put(APP, who.appId());
  }

  /** Nobody, where the member is absent or of a form that is not understood. */
  public static Optional<Requester> read(JsonNode node) {
    String object = node.path(OBJECT).asText("");
    return object.isEmpty()
        ? Optional.empty()
        : Optional.of(new Requester(object, node.path(APP).asText("")));
  }
}
