package io.keyhold.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quarkus.funqy.Funq;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the Functions host reads is what the program answers, and nothing in it is undeclared. */
class FunctionConfigTest {
  private static final Path CONFIG = Path.of("function-config");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void everyFunctionIsBoundAsTheDesignSays() throws IOException {
    assertThat(functions().map(FunctionConfigTest::bindings))
        .containsExactlyInAnyOrder(
            "backup/backup-tick: timer %BACKUP_SCHEDULE% -> machines to keyhold-backup",
            "backup/backup-machine: message from keyhold-backup",
            "backup/copy-advance: timer %COPY_SCHEDULE%",
            "backup/check-access: GET check-access -> res",
            "restore/check-access: GET check-access -> res",
            "retention/check-access: GET check-access -> res",
            "restore/machines: GET machines -> res",
            "restore/recovery-points: GET recovery-points -> res",
            "restore/recovery-point: GET recovery-points/{id} -> res",
            "restore/restore: PUT GET DELETE restores/{id} -> res -> restores to keyhold-restore",
            "restore/backup-now: PUT backups/{id} -> res -> machines to keyhold-backup",
            "restore/restore-run: message from keyhold-restore",
            "restore/restore-advance: timer %RESTORE_SCHEDULE%",
            "retention/sweep: timer %SWEEP_SCHEDULE%",
            "retention/expire: timer %EXPIRE_SCHEDULE%",
            "retention/expiry: GET expiry -> res",
            "retention/expire-release: PUT expiry/{run} -> res",
            "retention/rebuild-index: POST rebuild-index -> res");
  }

  @Test
  void everyFunctionHasAMethodOfItsNameAndEveryMethodAFunction() throws IOException {
    assertThat(methods()).containsExactlyInAnyOrderElementsOf(names());
  }

  @Test
  void everyAppStartsTheHandlerInItsOwnFolderAndKeepsTheEnvelope() throws IOException {
    for (Path app : apps()) {
      JsonNode handler = read(app.resolve("host.json")).required("customHandler");
      assertThat(handler.required("description"))
          .isEqualTo(
              JSON.readTree(
                  "{\"defaultExecutablePath\":\"handler\",\"workingDirectory\":\"\",\"arguments\":[]}"));
      assertThat(handler.required("enableForwardingHttpRequest").booleanValue()).isFalse();
      assertThat(handler).hasSize(2);
    }
  }

  @Test
  void everyAppGivesAMessageFiveDeliveriesAndTenMinutes() throws IOException {
    for (Path app : apps()) {
      JsonNode host = read(app.resolve("host.json"));
      assertThat(host.at("/extensions/queues/maxDequeueCount").intValue()).isEqualTo(5);
      assertThat(host.required("functionTimeout").textValue()).isEqualTo("00:10:00");
      assertThat(host.required("version").textValue()).isEqualTo("2.0");
    }
  }

  /** Sampled traces would lose events exactly when there are many (docs/log-events.md). */
  @Test
  void noAppLetsApplicationInsightsSampleItsEvents() throws IOException {
    for (Path app : apps()) {
      assertThat(
              read(app.resolve("host.json"))
                  .at("/logging/applicationInsights/samplingSettings/excludedTypes")
                  .textValue()
                  .split(";"))
          .as(app.toString())
          .contains("Trace");
    }
  }

  private static String bindings(Path function) {
    return CONFIG.relativize(function)
        + ": "
        + read(function.resolve("function.json"))
            .required("bindings")
            .valueStream()
            .map(FunctionConfigTest::binding)
            .collect(Collectors.joining(" -> "));
  }

  private static String binding(JsonNode binding) {
    return switch (binding.required("type").textValue()) {
      case "timerTrigger" -> {
        holds(binding, "type", "direction", "name", "schedule", "useMonitor");
        yield named(binding, "in", "timer") + " " + text(binding, "schedule");
      }
      case "queueTrigger" -> {
        holds(binding, "type", "direction", "name", "queueName", "connection");
        yield named(binding, "in", "message") + " from " + queue(binding);
      }
      case "httpTrigger" -> {
        holds(binding, "type", "direction", "name", "authLevel", "methods", "route");
        named(binding, "in", "req");
        // The program itself asks for a token; a key besides would be a secret without an owner.
        assertThat(text(binding, "authLevel")).isEqualTo("anonymous");
        yield binding
                .required("methods")
                .valueStream()
                .map(method -> method.textValue().toUpperCase(Locale.ROOT))
                .collect(Collectors.joining(" "))
            + " "
            + text(binding, "route");
      }
      case "http" -> {
        holds(binding, "type", "direction", "name");
        yield named(binding, "out", "res");
      }
      case "queue" -> {
        holds(binding, "type", "direction", "name", "queueName", "connection");
        yield named(binding, "out", text(binding, "name")) + " to " + queue(binding);
      }
      default -> throw new AssertionError("An unknown binding: " + binding);
    };
  }

  private static void holds(JsonNode binding, String... members) {
    assertThat(binding.propertyStream().map(Map.Entry::getKey)).containsExactlyInAnyOrder(members);
  }

  private static String named(JsonNode binding, String direction, String name) {
    assertThat(text(binding, "direction")).isEqualTo(direction);
    assertThat(text(binding, "name")).isEqualTo(name);
    return name;
  }

  private static String queue(JsonNode binding) {
    assertThat(text(binding, "connection")).isEqualTo("KEYHOLD_QUEUES");
    return text(binding, "queueName");
  }

  private static String text(JsonNode node, String member) {
    return node.required(member).textValue();
  }

  private static Set<String> names() throws IOException {
    return functions()
        .map(function -> function.getFileName().toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> methods() {
    return new ClassFileImporter()
        .withImportOption(new Product()).importPackages("io.keyhold.functions").stream()
            .flatMap(type -> type.getMethods().stream())
            .filter(method -> method.isAnnotatedWith(Funq.class))
            .map(FunctionConfigTest::name)
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String name(JavaMethod method) {
    return method.getAnnotationOfType(Funq.class).value();
  }

  private static Stream<Path> functions() throws IOException {
    return apps().stream().flatMap(app -> children(app).stream());
  }

  private static List<Path> apps() {
    return children(CONFIG);
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(Files::isDirectory).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
