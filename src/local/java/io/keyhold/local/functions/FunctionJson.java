package io.keyhold.local.functions;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One function of an app: the folder's name and its function.json. */
record FunctionJson(
    String name, Binding trigger, List<Binding> outputs, Optional<RetryPolicy> retry) {

  /** The functions of an app in the order of their names, without those that are switched off. */
  static List<FunctionJson> readAll(Path app, Settings settings) {
    List<FunctionJson> functions = new ArrayList<>();
    for (Path folder : folders(app)) {
      Path file = folder.resolve("function.json");
      if (Files.isRegularFile(file)) {
        String name = folder.getFileName().toString();
        JsonNode json = read(file);
        if (!disabled(name, json, settings)) {
          functions.add(of(name, json, settings));
        }
      }
    }
    return List.copyOf(functions);
  }

  static FunctionJson of(String name, JsonNode json, Settings settings) {
    List<Binding> bindings =
        StreamSupport.stream(json.path("bindings").spliterator(), false)
            .map(one -> Binding.of(one, settings))
            .toList();
    List<Binding> triggers = bindings.stream().filter(Binding::isTrigger).toList();
    if (triggers.size() != 1) {
      throw new HostException(
          "The function '" + name + "' has " + triggers.size() + " triggers instead of one");
    }
    for (Binding binding : bindings) {
      boolean known =
          binding.isTrigger()
              ? Trigger.of(binding.type()).isPresent()
              : binding.isOutput() && (binding.is("http") || binding.is("queue"));
      if (!known) {
        throw new HostException(
            "The local host has no binding '"
                + binding.type()
                + "' ("
                + binding.direction()
                + ") for '"
                + name
                + "'");
      }
    }
    return new FunctionJson(
        name,
        triggers.getFirst(),
        bindings.stream().filter(Binding::isOutput).toList(),
        RetryPolicy.of(json.path("retry")));
  }

  Trigger kind() {
    return Trigger.of(trigger.type()).orElseThrow();
  }

  Optional<Binding> output(String outputName) {
    return outputs.stream().filter(binding -> binding.name().equals(outputName)).findFirst();
  }

  /** Its name and what starts it. */
  String describe() {
    return switch (kind()) {
      case TIMER -> name + ": timer " + trigger.required("schedule");
      case QUEUE -> name + ": queue " + trigger.queue();
      case HTTP -> name + ": HTTP " + trigger.text("route").orElse(name);
    };
  }

  private static boolean disabled(String name, JsonNode json, Settings settings) {
    return json.path("disabled").asBoolean(false)
        || settings
            .value("AzureWebJobs." + name + ".Disabled")
            .map(Boolean::parseBoolean)
            .orElse(false);
  }

  private static List<Path> folders(Path app) {
    try (Stream<Path> entries = Files.list(app)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    } catch (IOException unreadable) {
      throw new HostException("The app directory cannot be read: " + app, unreadable);
    }
  }

  private static JsonNode read(Path file) {
    try {
      return Json.read(Files.readAllBytes(file));
    } catch (IOException unreadable) {
      throw new HostException("Not readable as JSON: " + file, unreadable);
    }
  }
}
