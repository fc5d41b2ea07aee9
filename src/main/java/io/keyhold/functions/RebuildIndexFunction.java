package io.keyhold.functions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.AppRole;
import io.keyhold.json.Json;
import io.keyhold.json.ProblemJson;
import io.keyhold.retention.RebuildIndex;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * {@code POST /api/rebuild-index}: writes the markers that the index lacks, for a minute; {@code
 * nextLink} goes on. {@code ./keyhold rebuild-index} follows it to the end.
 */
@ApplicationScoped
public class RebuildIndexFunction {

  private static final Methods METHODS = Methods.of("POST", AppRole.BACKUP_OPERATOR);
  private static final String PATH = "/api/rebuild-index";

  private final HttpDoor door;
  private final UseCases useCases;

  public RebuildIndexFunction(HttpDoor door, UseCases useCases) {
    this.door = door;
    this.useCases = useCases;
  }

  @Funq("rebuild-index")
  public JsonNode rebuildIndex(JsonNode body) {
    return door.open(body, METHODS, this::rebuild);
  }

  private HttpAnswer rebuild(HttpCall call, Outputs outputs) {
    Optional<String> after =
        CallReader.query(call, "after", Continuation::read, "is not what nextLink said");
    RebuildIndex.Progress done = useCases.rebuildIndex().from(after);
    outputs.log(
        "rebuild-index: %d points, %d markers written, %d broken"
            .formatted(done.points(), done.written(), done.problems().size()));
    ObjectNode json = Json.object().put("points", done.points()).put("written", done.written());
    if (!done.problems().isEmpty()) {
      json.set("problems", ProblemJson.of(done.problems()));
    }
    done.continuation()
        .ifPresent(next -> json.put("nextLink", PATH + "?after=" + Continuation.write(next)));
    return HttpAnswer.json(200, json);
  }
}
