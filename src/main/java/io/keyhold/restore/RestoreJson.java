package io.keyhold.restore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Lun;
import io.keyhold.domain.Problem;
import io.keyhold.json.RequesterJson;
import io.keyhold.restore.Restore.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A restore as it is kept in {@code work}. */
final class RestoreJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private RestoreJson() {}

  static String stored(Restore restore) {
    ObjectNode json = JSON.createObjectNode();
    json.put("format", 1);
    json.set("request", RestoreRequestJson.write(restore.request()));
    restore.requestedBy().ifPresent(who -> json.set("requestedBy", RequesterJson.of(who)));
    json.put("state", restore.state().word());
    json.put("cancelling", restore.cancelling());
    restore.cancelledBy().ifPresent(who -> json.set("cancelledBy", RequesterJson.of(who)));
    ArrayNode disks = json.putArray("disks");
    for (Restore.Target disk : restore.disks()) {
      disks
          .addObject()
          .put("lun", disk.lun().label())
          .put("snapshot", disk.snapshot().value())
          .put("disk", disk.disk().value());
    }
    restore
        .machine()
        .ifPresent(
            machine ->
                json.putObject("machine")
                    .put("nic", machine.nic().value())
                    .put("virtualMachine", machine.machine().value()));
    ArrayNode steps = json.putArray("steps");
    for (Restore.Step step : restore.steps()) {
      steps.addObject().put("at", step.at().toString()).put("what", step.what());
    }
    restore
        .problem()
        .ifPresent(
            problem ->
                json.putObject("problem")
                    .put("code", problem.code().text())
                    .put("subject", problem.subject())
                    .put("detail", problem.detail()));
    return json.toPrettyString();
  }

  /**
   * @throws CloudFailure when the text is cut off, or not one of Keyhold's: it is read again later,
   *     and other restores go on meanwhile
   */
  static Restore read(String id, String text) {
    try {
      return restore(id, JSON.readTree(text));
    } catch (JsonProcessingException | IllegalArgumentException unreadable) {
      CloudFailure failure =
          new CloudFailure(
              new Problem(Code.CLOUD_ERROR, id, "the record of restore " + id + " cannot be read"));
      failure.initCause(unreadable);
      throw failure;
    }
  }

  private static Restore restore(String id, JsonNode json) {
    List<Restore.Target> disks = new ArrayList<>();
    for (JsonNode disk : json.path("disks")) {
      disks.add(
          new Restore.Target(
              new Lun(disk.path("lun").asText()),
              new ArmId(disk.path("snapshot").asText()),
              new ArmId(disk.path("disk").asText())));
    }
    List<Restore.Step> steps = new ArrayList<>();
    for (JsonNode step : json.path("steps")) {
      steps.add(
          new Restore.Step(Instant.parse(step.path("at").asText()), step.path("what").asText()));
    }
    return new Restore(
        id,
        request(json.path("request")),
        RequesterJson.read(json.path("requestedBy")),
        state(json.path("state").asText()),
        json.path("cancelling").asBoolean(),
        RequesterJson.read(json.path("cancelledBy")),
        disks,
        machine(json.path("machine")),
        steps,
        problem(json.path("problem")));
  }

  /** A release that restored disks only did not write it. */
  private static Optional<Restore.MachineTarget> machine(JsonNode json) {
    return json.isMissingNode()
        ? Optional.empty()
        : Optional.of(
            new Restore.MachineTarget(
                new ArmId(json.path("nic").asText()),
                new ArmId(json.path("virtualMachine").asText())));
  }

  private static RestoreRequest request(JsonNode json) {
    return switch (RestoreRequestJson.read(json)) {
      case RestoreRequestJson.Reading.Valid valid -> valid.request();
      case RestoreRequestJson.Reading.Invalid invalid ->
          throw new IllegalArgumentException("unreadable request");
    };
  }

  private static State state(String word) {
    return Arrays.stream(State.values())
        .filter(state -> state.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown state"));
  }

  private static Optional<Problem> problem(JsonNode json) {
    return Code.of(json.path("code").asText())
        .map(
            code -> new Problem(code, json.path("subject").asText(), json.path("detail").asText()));
  }
}
