package io.keyhold.access;

import io.keyhold.json.Json;
import io.keyhold.json.Members;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** What each app may do: {@code terraform/apps.json}, of which every package has a copy. */
public final class AppRoles {

  private static final String RESOURCE = "/io/keyhold/apps.json";
  private static final int LIMIT = 1 << 20;

  private final Members apps;

  private AppRoles(Members apps) {
    this.apps = apps;
  }

  /** As they were when this program was built. */
  public static AppRoles packaged() {
    try (InputStream resource = AppRoles.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException(RESOURCE + " is not packaged");
      }
      return new AppRoles(Json.parse(resource.readAllBytes(), LIMIT).object("apps"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The names of the apps. */
  public List<String> names() {
    return apps.node().propertyStream().map(java.util.Map.Entry::getKey).toList();
  }

  /** What an app may do; empty for an app that there is not. */
  public Optional<List<Grant>> of(String app) {
    return apps.optionalObject(app).map(found -> found.list("grants", AppRoles::grant));
  }

  /** What all apps may do, for a process that has the functions of all of them. */
  public List<Grant> ofAll() {
    return names().stream().flatMap(app -> of(app).orElseThrow().stream()).toList();
  }

  private static Grant grant(Members grant) {
    Optional<Members> policy = grant.optionalObject("accessPolicy");
    return new Grant(
        grant.word("scope", ScopeKind::of),
        grant.optionalWord("when", AppRoles::condition).orElse(false),
        grant.text("why"),
        grant.texts("actions"),
        grant.texts("dataActions"),
        policy.map(given -> given.texts("keys")).orElse(List.of()),
        policy.map(given -> given.texts("secrets")).orElse(List.of()));
  }

  private static Optional<Boolean> condition(String word) {
    return word.equals("unwrap") ? Optional.of(true) : Optional.empty();
  }
}
