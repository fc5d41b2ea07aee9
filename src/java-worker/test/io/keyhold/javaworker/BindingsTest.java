package io.keyhold.javaworker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The one app of the Java worker is bound as the apps of function-config are, taken together. */
class BindingsTest {

  private static final Path CONFIG = Path.of("function-config");
  private final PackagedApp worker = PackagedApp.javaWorker();

  @Test
  void everyFunctionOfTheAppsIsThereAndIsBoundAlike() throws IOException {
    Map<String, Set<JsonNode>> wanted = new TreeMap<>();
    for (PackagedApp app : apps()) {
      app.functions().forEach((name, json) -> wanted.put(name, bindings(json)));
    }
    Map<String, Set<JsonNode>> found = new TreeMap<>();
    worker.functions().forEach((name, json) -> found.put(name, bindings(json)));

    assertThat(found).isEqualTo(wanted);
  }

  @Test
  void everyFunctionNamesAMethodInTheJarBesideIt() {
    worker
        .functions()
        .forEach(
            (name, json) -> {
              assertThat(json.path("entryPoint").asText())
                  .startsWith("io.keyhold.functions.worker.");
              assertThat(worker.folder().resolve(name).resolve(json.path("scriptFile").asText()))
                  .isRegularFile();
            });
  }

  @Test
  void theHostIsSetAsForTheAppsWithTheBatchesOfTheBackups() throws IOException {
    JsonNode host = worker.host();
    for (PackagedApp app : apps()) {
      ObjectNode other = app.host().deepCopy();
      other.remove("customHandler");
      if (!app.folder().endsWith("backup")) {
        other.withObject("/extensions/queues").put("batchSize", 16).put("newBatchThreshold", 8);
      }
      assertThat(host).as(app.toString()).isEqualTo(other);
    }
  }

  @Test
  void theWorkersOwnLibrariesAreNotPackaged() throws IOException {
    try (Stream<Path> jars = Files.list(worker.folder().resolve("lib"))) {
      assertThat(jars.map(jar -> jar.getFileName().toString()))
          .isNotEmpty()
          .noneMatch(jar -> jar.contains("azure-functions-java-"));
    }
  }

  private static List<PackagedApp> apps() throws IOException {
    try (Stream<Path> children = Files.list(CONFIG)) {
      return children.filter(Files::isDirectory).map(PackagedApp::new).toList();
    }
  }

  /**
   * Bindings in one form. Three things differ for a reason: the extension writes methods and
   * authLevel in capitals; useMonitor is true unless it is said; and the worker makes an HTTP
   * answer only of what a method returns (its BindingDataStore turns an output with a name into
   * JSON).
   */
  private static Set<JsonNode> bindings(JsonNode functionJson) {
    Set<JsonNode> bindings = new HashSet<>();
    for (JsonNode binding : functionJson.required("bindings")) {
      ObjectNode same = binding.deepCopy();
      if (same.path("useMonitor").asBoolean(false)) {
        same.remove("useMonitor");
      }
      if (same.path("type").asText().equals("http")) {
        assertThat(same.path("name").asText()).isIn("res", "$return");
        same.put("name", "$return");
      }
      if (same.has("authLevel")) {
        same.put("authLevel", small(same.path("authLevel")));
      }
      if (same.has("methods")) {
        ArrayNode methods = JsonNodeFactory.instance.arrayNode();
        same.path("methods").forEach(method -> methods.add(small(method)));
        same.set("methods", methods);
      }
      bindings.add(same);
    }
    return bindings;
  }

  private static String small(JsonNode text) {
    return text.asText().toLowerCase(Locale.ROOT);
  }
}
