package io.keyhold.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keyhold.access.AppRoles;
import io.keyhold.access.Grant;
import io.keyhold.access.ScopeKind;
import io.keyhold.domain.DataRight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code terraform/apps.json} says of each app what function-config and the design say, and grants
 * nothing that the design forbids.
 */
class AppsTest {

  private static final Path CONFIG = Path.of("function-config");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode APPS = read(Path.of("terraform", "apps.json")).required("apps");
  private static final AppRoles ROLES = AppRoles.packaged();

  /** What the handler of every app reads (design.md, "No local door in the product"). */
  private static final Set<String> HANDLER =
      Set.of(
          "KEYHOLD_APP",
          "KEYHOLD_CATALOGUE",
          "KEYHOLD_POLICIES",
          "KEYHOLD_TENANT",
          "KEYHOLD_AUDIENCE",
          "KEYHOLD_CLOUD",
          "KEYHOLD_CA_FILE",
          "KEYHOLD_HTTP_TIMEOUT",
          "HTTPS_PROXY",
          "NO_PROXY",
          "AZURE_CLIENT_ID",
          "IDENTITY_ENDPOINT",
          "IDENTITY_HEADER");

  @Test
  void theAppsAreThoseOfFunctionConfig() {
    assertThat(ROLES.names()).containsExactlyInAnyOrderElementsOf(folders(CONFIG));
  }

  @ParameterizedTest
  @ValueSource(strings = {"backup", "restore", "retention"})
  void itsFunctionsAreThoseOfFunctionConfig(String app) {
    assertThat(texts(APPS.at("/" + app + "/functions")))
        .containsExactlyElementsOf(folders(CONFIG.resolve(app)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"backup", "restore", "retention"})
  void itsSettingsAreThoseOfTheDesignAndTheSchedulesThatItsTriggersName(String app) {
    Set<String> wanted = new TreeSet<>(HANDLER);
    bindings(app).forEach(binding -> wanted.addAll(settings(binding)));
    assertThat(APPS.at("/" + app + "/settings").valueStream().map(one -> text(one, "name")))
        .containsExactlyInAnyOrderElementsOf(wanted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"backup", "restore", "retention"})
  void itsQueuesAreThoseOfItsBindings(String app) {
    Set<String> sent = queues(app, "queue");
    Set<String> processed = queues(app, "queueTrigger");
    JsonNode connections = APPS.at("/" + app + "/connections");
    if (sent.isEmpty() && processed.isEmpty()) {
      assertThat(connections).isEmpty();
      return;
    }
    assertThat(connections).hasSize(1);
    assertThat(connections.at("/0/name").asText()).isEqualTo("KEYHOLD_QUEUES");
    assertThat(texts(connections.at("/0/queues/send"))).containsExactlyElementsOf(sent);
    assertThat(texts(connections.at("/0/queues/process"))).containsExactlyElementsOf(processed);
    assertThat(texts(connections.at("/0/queues/poison")))
        .containsExactlyElementsOf(processed.stream().map(name -> name + "-poison").toList());
  }

  @Test
  void everyActionIsSpeltOutAndNoneIsThereTwice() {
    for (String app : ROLES.names()) {
      for (ScopeKind kind : ScopeKind.values()) {
        List<String> all =
            grants(app).filter(grant -> grant.scope() == kind).flatMap(AppsTest::all).toList();
        assertThat(all).as(app + " " + kind).doesNotHaveDuplicates();
        assertThat(all).allMatch(action -> action.matches("Microsoft\\.[A-Za-z]+(/[A-Za-z]+)+"));
      }
    }
  }

  @Test
  void everyDataActionCanBeAskedForExceptThoseOfTheHost() {
    assertThat(
            ROLES.ofAll().stream()
                .filter(grant -> grant.scope() != ScopeKind.QUEUES)
                .flatMap(grant -> grant.dataActions().stream()))
        .allMatch(action -> DataRight.of(action).isPresent());
  }

  @Test
  void anAccessPolicyGivesWhatTheDataActionsDo() {
    ROLES.ofAll().stream()
        .filter(grant -> grant.scope() == ScopeKind.VAULT)
        .forEach(
            grant ->
                assertThat(
                        grant.dataActions().stream()
                            .map(action -> DataRight.of(action).orElseThrow().permission()))
                    .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(
                                grant.keyPermissions().stream().map(one -> "key permission " + one),
                                grant.secretPermissions().stream()
                                    .map(one -> "secret permission " + one))
                            .toList()));
  }

  @Test
  void backupDeletesNothingWritesNoDiskAndAsksForNoAccessButToDisks() {
    assertThat(actions("backup"))
        .noneMatch(deletes())
        .doesNotContain("Microsoft.Compute/disks/write")
        .noneMatch(action -> action.contains("/virtualMachines/write"));
    assertThat(actions("backup").filter(action -> action.contains("GetAccess")))
        .containsOnly("Microsoft.Compute/disks/beginGetAccess/action");
  }

  @Test
  void restoreSeesNoKeyMaterialAndRetentionNoKeyAtAll() {
    assertThat(actions("restore")).noneMatch(opensKeys());
    assertThat(actions("retention")).noneMatch(action -> action.contains("KeyVault"));
    assertThat(grants("retention").map(Grant::scope)).doesNotContain(ScopeKind.VAULT);
  }

  @Test
  void nobodyWhoMayUseKeysMayDeleteAnything() {
    for (String app : ROLES.names()) {
      if (actions(app).anyMatch(opensKeys())) {
        assertThat(actions(app)).as(app).noneMatch(deletes());
      }
    }
  }

  @Test
  void keysAreOpenedOnlyWhereAPolicyUnwraps() {
    assertThat(
            ROLES.ofAll().stream()
                .filter(grant -> AppsTest.all(grant).anyMatch(opensKeys()))
                .allMatch(Grant::unwrapOnly))
        .isTrue();
  }

  @Test
  void nobodyDeletesOrOverwritesRecoveryPointsAndNobodyGivesRights() {
    assertThat(
            ROLES.ofAll().stream()
                .filter(grant -> grant.scope() == ScopeKind.POINTS)
                .flatMap(AppsTest::all))
        .noneMatch(deletes());
    assertThat(ROLES.ofAll().stream().flatMap(AppsTest::all))
        .noneMatch(action -> action.matches("Microsoft\\.Authorization/.*/(write|delete)"))
        .noneMatch(action -> action.matches("Microsoft\\.KeyVault/vaults/(write|delete)"))
        .noneMatch(action -> action.toLowerCase(Locale.ROOT).contains("purge"));
  }

  private static Predicate<String> deletes() {
    return action -> action.endsWith("/delete");
  }

  private static Predicate<String> opensKeys() {
    return action ->
        action.matches(
            "Microsoft\\.KeyVault/vaults/(keys|secrets)/(?!readMetadata/)[A-Za-z]+/action");
  }

  private static Stream<Grant> grants(String app) {
    return ROLES.of(app).orElseThrow().stream();
  }

  private static Stream<String> actions(String app) {
    return grants(app).flatMap(AppsTest::all);
  }

  private static Stream<String> all(Grant grant) {
    return Stream.concat(grant.actions().stream(), grant.dataActions().stream());
  }

  private static Set<String> settings(JsonNode binding) {
    Matcher named = Pattern.compile("%([A-Z_]+)%").matcher(binding.toString());
    return named.results().map(match -> match.group(1)).collect(Collectors.toSet());
  }

  private static Set<String> queues(String app, String type) {
    return bindings(app)
        .filter(binding -> text(binding, "type").equals(type))
        .map(binding -> text(binding, "queueName"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<JsonNode> bindings(String app) {
    return folders(CONFIG.resolve(app)).stream()
        .map(function -> CONFIG.resolve(app).resolve(function).resolve("function.json"))
        .flatMap(file -> read(file).required("bindings").valueStream());
  }

  private static List<String> folders(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(Files::isDirectory)
          .map(child -> child.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).toList();
  }

  private static String text(JsonNode node, String member) {
    return node.required(member).textValue();
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** For maps that are read in the order in which they were written. */
  @Test
  void everyScopeIsExplained() {
    Map<String, JsonNode> explained =
        read(Path.of("terraform", "apps.json"))
            .required("scopes")
            .propertyStream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    assertThat(explained.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(ScopeKind.values()).map(ScopeKind::word).toList());
  }
}
