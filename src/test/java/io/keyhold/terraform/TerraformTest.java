package io.keyhold.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keyhold.domain.Policies;
import io.keyhold.policy.PolicyReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What {@code terraform test} cannot see, because it is given the folder terraform alone: that what
 * function-config needs is in apps.json, from which Terraform sets up the apps.
 */
class TerraformTest {

  private static final Path TERRAFORM = Path.of("terraform");
  private static final Pattern SETTING = Pattern.compile("%([A-Z_]+)%");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  Stream<DynamicTest> everyAppOfFunctionConfigHasItsFunctionsSettingsAndQueues() {
    return apps()
        .map(app -> DynamicTest.dynamicTest(app.getFileName().toString(), () -> describes(app)));
  }

  private static void describes(Path app) throws IOException {
    JsonNode entry = json(TERRAFORM.resolve("apps.json")).at("/apps/" + app.getFileName());

    assertThat(texts(entry.path("functions"))).containsAll(functions(app));
    assertThat(texts(entry.path("settings"), "name")).containsAll(settings(app));
    for (JsonNode binding : bindings(app)) {
      if (binding.has("connection")) {
        assertThat(queues(entry, binding)).contains(binding.required("queueName").textValue());
      }
    }
  }

  /** What the connection's entry lets the app do with queues, for this kind of binding. */
  private static Set<String> queues(JsonNode entry, JsonNode binding) {
    String use = binding.required("type").textValue().equals("queueTrigger") ? "process" : "send";
    String connection = binding.required("connection").textValue();
    return entry
        .path("connections")
        .valueStream()
        .filter(one -> one.required("name").textValue().equals(connection))
        .flatMap(one -> texts(one.at("/queues/" + use)).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void appsJsonNamesTheAppsOfFunctionConfig() throws IOException {
    assertThat(json(TERRAFORM.resolve("apps.json")).path("apps").propertyStream())
        .extracting(app -> app.getKey())
        .containsExactlyInAnyOrderElementsOf(
            apps().map(app -> app.getFileName().toString()).toList());
  }

  /** The roles that the README makes are those that the HTTP functions ask for. */
  @Test
  void theRolesOfCallersAreTheThreeThatTheProgramKnows() throws IOException {
    assertThat(texts(json(TERRAFORM.resolve("app-roles.json")), "value"))
        .containsExactly("Keyhold.BackupOperator", "Keyhold.Reader", "Keyhold.RestoreOperator");
  }

  /** {@code ./keyhold check-policies} says the same. */
  @TestFactory
  Stream<DynamicTest> everyExamplesPoliciesAreValid() {
    return children(TERRAFORM.resolve("examples")).stream()
        .map(example -> example.resolve("policies.json"))
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.toString(),
                    () ->
                        assertThat(PolicyReader.read(Files.readString(file)))
                            .isInstanceOf(Policies.Reading.Valid.class)));
  }

  private static Set<String> functions(Path app) {
    return children(app).stream()
        .map(function -> function.getFileName().toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> settings(Path app) throws IOException {
    var found = new TreeSet<String>();
    for (Path function : children(app)) {
      SETTING
          .matcher(Files.readString(function.resolve("function.json")))
          .results()
          .forEach(setting -> found.add(setting.group(1)));
    }
    return found;
  }

  private static List<JsonNode> bindings(Path app) throws IOException {
    var found = new ArrayList<JsonNode>();
    for (Path function : children(app)) {
      json(function.resolve("function.json")).required("bindings").forEach(found::add);
    }
    return found;
  }

  private static Set<String> texts(JsonNode list) {
    return list.valueStream()
        .map(JsonNode::textValue)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> texts(JsonNode list, String member) {
    return list.valueStream()
        .map(one -> one.required(member).textValue())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<Path> apps() {
    return children(Path.of("function-config")).stream();
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(Files::isDirectory).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static JsonNode json(Path file) throws IOException {
    return JSON.readTree(file.toFile());
  }
}
