package io.keyhold.functions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.access.Finding;
import io.keyhold.access.Missing;
import io.keyhold.access.Unclear;
import io.keyhold.json.Json;
import io.keyhold.json.ProblemJson;

/** What was found at one place, as the caller of {@code check-access} reads it. */
final class AccessJson {

  private AccessJson() {}

  static ObjectNode of(Finding finding) {
    ObjectNode json =
        Json.object()
            .put("scope", finding.place().shown())
            .put("kind", finding.place().kind().word())
            .put("state", finding.state())
            .put("granted", finding.granted());
    ArrayNode missing = json.putArray("missing");
    finding.missing().forEach(one -> missing.add(of(one)));
    ArrayNode unknown = json.putArray("unknown");
    finding.unknown().forEach(one -> unknown.add(of(one)));
    finding.role().ifPresent(line -> json.put("role", line));
    return json.put("checkedAt", finding.checkedAt().toString());
  }

  private static ObjectNode of(Missing missing) {
    return Json.object()
        .put("action", missing.action())
        .put("kind", missing.kind().word())
        .put("why", missing.why())
        .put("remedy", missing.remedy());
  }

  private static ObjectNode of(Unclear unclear) {
    ObjectNode json =
        Json.object()
            .put("action", unclear.action())
            .put("kind", unclear.kind().word())
            .put("why", unclear.why());
    json.set("cause", ProblemJson.of(unclear.cause()));
    return json;
  }
}
