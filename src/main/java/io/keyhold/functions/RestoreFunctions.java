package io.keyhold.functions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.AppRole;
import io.keyhold.domain.BrokenChainException;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.json.Json;
import io.keyhold.restore.Preflight;
import io.keyhold.restore.Restore;
import io.keyhold.restore.RestoreDesk;
import io.keyhold.restore.RestoreRequest;
import io.keyhold.restore.RestoreRequestJson;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The functions that restore. */
@ApplicationScoped
public class RestoreFunctions {

  private static final String SECONDS = "5";

  /** A pre-flight too: it asks Azure for what a reader need not know. */
  private static final Methods METHODS =
      Methods.of("PUT", AppRole.RESTORE_OPERATOR)
          .and("GET", AppRole.READER)
          .and("DELETE", AppRole.RESTORE_OPERATOR);

  private final HttpDoor door;
  private final UseCases useCases;

  public RestoreFunctions(HttpDoor door, UseCases useCases) {
    this.door = door;
    this.useCases = useCases;
  }

  /** {@code PUT}, {@code GET} and {@code DELETE /api/restores/{id}}. */
  @Funq("restore")
  public JsonNode restore(JsonNode body) {
    return door.open(
        body,
        METHODS,
        (call, outputs) ->
            switch (call.method()) {
              case "PUT" -> put(call, outputs);
              case "DELETE" -> delete(call, outputs);
              default -> get(call);
            });
  }

  /** A queue: works on one restore. */
  @Funq("restore-run")
  public JsonNode restoreRun(JsonNode body) {
    JsonNode message = Envelope.unquoted(Envelope.of(body).data("message"));
    String id = message.path("restore").asText("");
    if (id.isEmpty()) {
      throw new MalformedEnvelopeException("the message names no restore");
    }
    return new Outputs().log(said(id, useCases.restoreRunner().run(id))).toJson();
  }

  /** A timer: goes on with every restore that is not finished. */
  @Funq("restore-advance")
  public JsonNode restoreAdvance(JsonNode body) {
    Envelope.of(body);
    Outputs outputs = new Outputs();
    for (String id : useCases.restoreStore().open()) {
      try {
        outputs.log(said(id, useCases.restoreRunner().advance(id)));
      } catch (CloudFailure | BrokenChainException failure) {
        outputs.log("restore " + id + " could not go on: " + failure.getMessage());
      }
    }
    return outputs.toJson();
  }

  private HttpAnswer put(HttpCall call, Outputs outputs) {
    String id = CallReader.clientId(call);
    RestoreRequest request = request(call);
    if (CallReader.query(call, "validateOnly", CallReader::flag, "is neither true nor false")
        .orElse(false)) {
      return HttpAnswer.json(200, RestoreView.of(useCases.restores().validate(id, request)));
    }
    return switch (useCases.restores().accept(id, request, call.who())) {
      case RestoreDesk.Acceptance.Accepted accepted -> {
        outputs.messages("restores", List.of(message(id)));
        yield accepted(accepted.restore());
      }
      case RestoreDesk.Acceptance.IdInUse inUse -> HttpAnswer.problem(inUse.problem());
      case RestoreDesk.Acceptance.Forbidden forbidden -> forbidden(forbidden.result());
    };
  }

  private static RestoreRequest request(HttpCall call) {
    return switch (RestoreRequestJson.read(CallReader.body(call))) {
      case RestoreRequestJson.Reading.Valid valid -> valid.request();
      case RestoreRequestJson.Reading.Invalid invalid ->
          throw new BadRequestException(invalid.problems());
    };
  }

  private HttpAnswer get(HttpCall call) {
    String id = CallReader.clientId(call);
    return useCases
        .restores()
        .find(id)
        .map(restore -> shown(restore))
        .orElseGet(() -> HttpAnswer.problem(Code.NOT_FOUND, id, "there is no restore " + id));
  }

  private HttpAnswer delete(HttpCall call, Outputs outputs) {
    String id = CallReader.clientId(call);
    return switch (useCases.restores().cancel(id, call.who())) {
      case RestoreDesk.Cancellation.Accepted accepted -> {
        outputs.messages("restores", List.of(message(id)));
        yield accepted(accepted.restore());
      }
      case RestoreDesk.Cancellation.Refused refused -> HttpAnswer.problem(refused.problem());
    };
  }

  private HttpAnswer accepted(Restore restore) {
    String place = "/api/restores/" + restore.id();
    return HttpAnswer.json(202, RestoreView.of(restore, point(restore)))
        .with("Operation-Location", place)
        .with("Location", place)
        .with("Retry-After", SECONDS);
  }

  private HttpAnswer shown(Restore restore) {
    HttpAnswer answer = HttpAnswer.json(200, RestoreView.of(restore, point(restore)));
    return restore.unfinished() ? answer.with("Retry-After", SECONDS) : answer;
  }

  private Optional<RecoveryPoint> point(Restore restore) {
    return useCases.points().find(restore.request().point());
  }

  /** Everything that forbids it, each with its remedy, and the verdicts about the keys. */
  private static HttpAnswer forbidden(Preflight.Result result) {
    HttpAnswer answer = HttpAnswer.problems(result.problems()).withStatus(409);
    ((ObjectNode) answer.body()).set("keys", RestoreView.of(result).get("keys"));
    return answer;
  }

  private static String message(String id) {
    return Json.compact(Json.object().put("format", 1).put("restore", id));
  }

  private static String said(String id, Optional<Restore> restore) {
    return restore
        .map(found -> "restore " + id + ": " + found.state().word())
        .orElse("there is no restore " + id);
  }
}
