package io.keyhold.functions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.AppRole;
import io.keyhold.domain.Code;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Text;
import io.keyhold.json.Json;
import io.keyhold.json.ProblemJson;
import io.keyhold.restore.MachineView;
import io.keyhold.restore.PointList;
import io.keyhold.restore.PointQuery;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** HTTP functions that show machines and recovery points. */
@ApplicationScoped
public class LookFunctions {

  private static final int MACHINES = 50;
  private static final Methods LOOK = Methods.of("GET", AppRole.READER);

  private final HttpDoor door;
  private final UseCases useCases;

  public LookFunctions(HttpDoor door, UseCases useCases) {
    this.door = door;
    this.useCases = useCases;
  }

  /** {@code GET /api/machines}. */
  @Funq("machines")
  public JsonNode machines(JsonNode body) {
    return door.open(body, LOOK, (call, outputs) -> machines(call));
  }

  /** {@code GET /api/recovery-points?machine=&state=&from=&to=}. */
  @Funq("recovery-points")
  public JsonNode recoveryPoints(JsonNode body) {
    return door.open(body, LOOK, (call, outputs) -> points(call));
  }

  /** {@code GET /api/recovery-points/{id}}. */
  @Funq("recovery-point")
  public JsonNode recoveryPoint(JsonNode body) {
    return door.open(body, LOOK, (call, outputs) -> point(call));
  }

  private HttpAnswer machines(HttpCall call) {
    Optional<String> after =
        CallReader.query(call, "after", Continuation::read, "is not what nextLink said");
    List<MachineView> page = useCases.machines().page(after, MACHINES);
    ObjectNode json = Json.object();
    ArrayNode value = json.putArray("value");
    page.forEach(view -> value.add(MachineJson.of(view)));
    if (page.size() == MACHINES) {
      String last = page.get(MACHINES - 1).machine().id().folded();
      json.put("nextLink", "/api/machines?after=" + Continuation.write(last));
    }
    return HttpAnswer.json(200, json);
  }

  private HttpAnswer points(HttpCall call) {
    PointQuery query =
        new PointQuery(
            call.query("machine"),
            CallReader.query(call, "state", PointState::of, "is no state of a recovery point"),
            CallReader.query(call, "from", CallReader::instant, "is no instant"),
            CallReader.query(call, "to", CallReader::instant, "is no instant"),
            CallReader.query(call, "after", Continuation::read, "is not what nextLink said"));
    PointList.Page page = useCases.points().page(query);
    ObjectNode json = Json.object();
    ArrayNode value = json.putArray("value");
    page.points().forEach(point -> value.add(PointJson.of(point)));
    if (!page.broken().isEmpty()) {
      json.set("problems", ProblemJson.of(page.broken()));
    }
    page.continuation()
        .ifPresent(
            next -> json.put("nextLink", Continuation.link("/api/recovery-points", call, next)));
    return HttpAnswer.json(200, json);
  }

  private HttpAnswer point(HttpCall call) {
    String text = call.param("id").orElse("");
    PointId id =
        PointId.parse(text)
            .orElseThrow(
                () ->
                    new BadRequestException(
                        Code.MALFORMED_ID,
                        Text.shown(text),
                        "that is not the id of a recovery point"));
    return useCases
        .points()
        .find(id)
        .map(point -> HttpAnswer.json(200, PointJson.of(point, useCases.points().kits(id))))
        .orElseGet(
            () -> HttpAnswer.problem(Code.NOT_FOUND, text, "there is no recovery point " + id));
  }
}
