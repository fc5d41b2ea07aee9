package io.keyhold.javaworker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder as the Functions host reads it: host.json, and a folder for each function. */
record PackagedApp(Path folder) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What {@code ./keyhold package java-worker} leaves. */
  static PackagedApp javaWorker() {
    return new PackagedApp(Path.of("target", "java-worker", "azure-functions", "keyhold"));
  }

  JsonNode host() {
    return read(folder.resolve("host.json"));
  }

  /** The function.json of each function. */
  Map<String, JsonNode> functions() {
    Map<String, JsonNode> functions = new TreeMap<>();
    try (Stream<Path> children = Files.list(folder)) {
      children
          .filter(child -> Files.exists(child.resolve("function.json")))
          .forEach(
              child ->
                  functions.put(
                      child.getFileName().toString(), read(child.resolve("function.json"))));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return functions;
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
