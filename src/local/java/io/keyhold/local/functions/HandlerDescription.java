package io.keyhold.local.functions;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** The part of host.json that says how the handler is started: customHandler.description. */
record HandlerDescription(
    String defaultExecutablePath,
    String workingDirectory,
    String workerDirectory,
    List<String> arguments,
    String defaultWorkerPath,
    List<String> workerArguments,
    boolean errorsOnlyOnStandardError,
    Duration initializationTimeout) {

  static HandlerDescription of(JsonNode handler) {
    JsonNode description = handler.path("description");
    if (!description.isObject()) {
      throw new HostException(
          "Missing worker Description: host.json has no customHandler.description");
    }
    String executable = description.path("defaultExecutablePath").asText("");
    if (executable.isEmpty()) {
      throw new HostException("customHandler.description.defaultExecutablePath cannot be empty");
    }
    return new HandlerDescription(
        executable,
        description.path("workingDirectory").asText(""),
        description.path("workerDirectory").asText(""),
        texts(description.path("arguments")),
        description.path("defaultWorkerPath").asText(""),
        texts(description.path("workerArguments")),
        description.path("useStdErrorStreamForErrorsOnly").asBoolean(true),
        TimeSpans.require(
            handler.path("initializationTimeout").asText("00:00:30"),
            "customHandler.initializationTimeout"));
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
