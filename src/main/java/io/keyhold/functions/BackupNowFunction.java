package io.keyhold.functions;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.backup.BackupNow;
import io.keyhold.domain.AppRole;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.Code;
import io.keyhold.json.Json;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;

/** {@code PUT /api/backups/{id}}: a backup that somebody asks for. */
@ApplicationScoped
public class BackupNowFunction {

  private static final Methods METHODS = Methods.of("PUT", AppRole.BACKUP_OPERATOR);
  private static final String MACHINE = "Microsoft.Compute/virtualMachines";

  private final HttpDoor door;
  private final UseCases useCases;
  private final InstantSource clock;

  public BackupNowFunction(HttpDoor door, UseCases useCases, InstantSource clock) {
    this.door = door;
    this.useCases = useCases;
    this.clock = clock;
  }

  @Funq("backup-now")
  public JsonNode backupNow(JsonNode body) {
    String run = Envelope.of(body).run("request-" + clock.instant());
    return door.open(body, METHODS, (call, outputs) -> request(call, outputs, run));
  }

  private HttpAnswer request(HttpCall call, Outputs outputs, String run) {
    String id = CallReader.clientId(call);
    ArmId machine = machine(CallReader.body(call));
    return switch (useCases.backupNow().request(id, machine, run, call.who())) {
      case BackupNow.Result.Accepted accepted -> {
        outputs.messages("machines", List.of(OrderJson.write(accepted.order())));
        String point = accepted.order().point().value();
        yield HttpAnswer.json(202, Json.object().put("recoveryPoint", point))
            .with("Location", "/api/recovery-points/" + point)
            .with("Retry-After", "5");
      }
      case BackupNow.Result.Refused refused -> HttpAnswer.problem(refused.problem());
    };
  }

  private static ArmId machine(JsonNode body) {
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!name.equals("machine")) {
                throw new BadRequestException(
                    Code.INVALID_MEMBER, "body", "the only member is machine");
              }
            });
    return ArmId.parse(body.path("machine").asText(""))
        .filter(id -> id.type().equalsIgnoreCase(MACHINE))
        .orElseThrow(
            () ->
                new BadRequestException(
                    Code.INVALID_MEMBER, "machine", "machine must be the id of a virtual machine"));
  }
}
