package io.keyhold.functions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.AppRole;
import io.keyhold.domain.Code;
import io.keyhold.domain.PointId;
import io.keyhold.domain.Text;
import io.keyhold.json.Json;
import io.keyhold.json.RequesterJson;
import io.keyhold.retention.ExpiryDesk;
import io.keyhold.retention.ExpiryReport;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/** Expiry: the timer, how it stands, and the command that lets a stopped run go on. */
@ApplicationScoped
public class ExpiryFunctions {

  private static final Methods LOOK = Methods.of("GET", AppRole.READER);
  private static final Methods RELEASE = Methods.of("PUT", AppRole.BACKUP_OPERATOR);
  private static final String RUN = "[A-Za-z0-9-]{1,64}";

  private final HttpDoor door;
  private final UseCases useCases;
  private final InstantSource clock;

  public ExpiryFunctions(HttpDoor door, UseCases useCases, InstantSource clock) {
    this.door = door;
    this.useCases = useCases;
    this.clock = clock;
  }

  /** A timer: marks what has aged, deletes what was marked fourteen days before. */
  @Funq("expire")
  public JsonNode expire(JsonNode body) {
    String run = Envelope.of(body).run("expire-" + PointId.prefix(clock.instant()));
    ExpiryReport report = useCases.expire().expire(run);
    Outputs outputs =
        new Outputs()
            .log(
                "expire %s: %d points marked, %d kept, %d expired, %d snapshots deleted"
                    .formatted(
                        run,
                        report.expiring().size(),
                        report.kept().size(),
                        report.expired().size(),
                        report.deleted().size()));
    report.expiring().forEach(point -> outputs.log(point + ": expiring"));
    report.kept().forEach(point -> outputs.log(point + ": kept"));
    report.expired().forEach(point -> outputs.log(point + ": expired"));
    report.deleted().forEach(snapshot -> outputs.log(snapshot.name() + ": deleted"));
    report
        .problems()
        .forEach(
            problem ->
                outputs.log(
                    problem.code().text()
                        + ": "
                        + problem.detail()
                        + " ("
                        + problem.subject()
                        + ")"));
    return outputs.toJson();
  }

  /** {@code GET /api/expiry}. */
  @Funq("expiry")
  public JsonNode expiry(JsonNode body) {
    return door.open(
        body, LOOK, (call, outputs) -> HttpAnswer.json(200, json(useCases.expiry().view())));
  }

  /** {@code PUT /api/expiry/{run}}: lets as many points expire as the stopped run would have. */
  @Funq("expire-release")
  public JsonNode release(JsonNode body) {
    return door.open(body, RELEASE, (call, outputs) -> release(call));
  }

  private HttpAnswer release(HttpCall call) {
    String run = call.param("run").orElse("");
    if (!run.matches(RUN)) {
      throw new BadRequestException(
          Code.MALFORMED_ID, Text.shown(run), "that is not the id of a run");
    }
    nothingIn(call);
    return switch (useCases.expiry().release(run, call.who())) {
      case ExpiryDesk.Answer.Accepted accepted ->
          HttpAnswer.json(202, json(accepted.released())).with("Location", "/api/expiry");
      case ExpiryDesk.Answer.Refused refused -> HttpAnswer.problem(refused.problem());
    };
  }

  /** No body, or an empty object: whoever sends more means something that this call does not do. */
  private static void nothingIn(HttpCall call) {
    if (!(call.body() instanceof HttpCall.Body.None) && !CallReader.body(call).isEmpty()) {
      throw new BadRequestException(
          Code.INVALID_MEMBER, "body", "the body must be empty, or an empty object");
    }
  }

  private static ObjectNode json(ExpiryDesk.View view) {
    ObjectNode json = Json.object();
    view.last()
        .ifPresent(
            last ->
                json.putObject("lastRun")
                    .put("run", last.run())
                    .put("at", last.at().toString())
                    .put("marked", last.marked())
                    .put("whole", last.whole())
                    .put("stopped", last.stopped()));
    ArrayNode stopped = json.putArray("stopped");
    view.stopped().forEach(stop -> stopped.add(json(stop)));
    view.released().ifPresent(released -> json.set("released", json(released)));
    return json;
  }

  private static ObjectNode json(ExpiryDesk.Stopped stop) {
    ObjectNode json =
        Json.object()
            .put("run", stop.run())
            .put("at", stop.at().toString())
            .put("points", stop.points())
            .put("completed", stop.completed());
    stop.since().ifPresent(since -> json.put("since", since.toString()));
    ArrayNode sample = json.putArray("sample");
    stop.sample().forEach(sample::add);
    return json;
  }

  private static ObjectNode json(ExpiryDesk.Released released) {
    ObjectNode json =
        Json.object()
            .put("run", released.run())
            .put("at", released.at().toString())
            .put("points", released.points())
            .put("left", released.left());
    released.requestedBy().ifPresent(who -> json.set("requestedBy", RequesterJson.of(who)));
    return json;
  }
}
