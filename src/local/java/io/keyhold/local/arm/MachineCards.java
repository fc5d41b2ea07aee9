package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What becomes of network interfaces when their machine is made or deleted. */
record MachineCards(NetworkCards cards) {

  /** The entries of the model that name an interface. */
  static Stream<JsonNode> entries(JsonNode properties) {
    var list = properties.path("networkProfile").path("networkInterfaces");
    return StreamSupport.stream(list.spliterator(), false);
  }

  void attachAll(Resource machine) {
    boolean single = entries(machine.properties()).count() == 1;
    entries(machine.properties())
        .forEach(
            entry ->
                cards.attach(
                    entry.path("id").asText(),
                    machine.id().toString(),
                    entry.path("properties").path("primary").asBoolean(single)));
  }

  void releaseAll(Resource machine) {
    entries(machine.properties())
        .forEach(
            entry ->
                cards.release(
                    entry.path("id").asText(),
                    ArmJson.text(entry, "properties.deleteOption")
                        .filter("Delete"::equals)
                        .isPresent()));
  }
}
