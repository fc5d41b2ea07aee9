package io.keyhold.local.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.identity.Role;
import io.keyhold.local.keyvault.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Gives the identities of the function apps what {@code terraform/apps.json} says, as Terraform
 * does: a role for each kind of place, assigned at each place of that kind.
 */
public final class AppRights {

  private static final JsonNode APPS = read();

  private final Map<String, List<String>> places;
  private final List<Vault> vaults;
  private final boolean unwraps;
  private BiPredicate<String, String> given = (scope, action) -> true;

  /**
   * @param places the ARM ids of the places, by the words of apps.json; those of containers and of
   *     the vaults are added here
   * @param vaults those whose keys are needed
   * @param unwraps whether a policy checks by unwrapping
   */
  public AppRights(Map<String, List<String>> places, List<Vault> vaults, boolean unwraps) {
    this.places = Map.copyOf(places);
    this.vaults = List.copyOf(vaults);
    this.unwraps = unwraps;
  }

  /** Gives only what this lets through, by the word of the scope and the action. */
  public AppRights only(BiPredicate<String, String> filter) {
    given = filter;
    return this;
  }

  /** Gives the rights of an app to an identity, which has no others afterwards. */
  public void give(LocalAzure azure, String app, String clientId) {
    azure.caller(clientId).allowAll();
    for (JsonNode grant : APPS.required(app).required("grants")) {
      if (unwraps || !grant.has("when")) {
        give(azure, grant, clientId);
      }
    }
    vaults.stream()
        .filter(vault -> !vault.settings().rbac())
        .forEach(vault -> vault.policy(clientId, permissions(app)));
  }

  private void give(LocalAzure azure, JsonNode grant, String clientId) {
    String scope = grant.required("scope").textValue();
    Role role =
        new Role(
            texts(scope, grant.required("actions")),
            List.of(),
            texts(scope, grant.required("dataActions")),
            List.of());
    ids(scope).forEach(id -> azure.caller(clientId).assign(role, id));
  }

  private Stream<String> ids(String scope) {
    return switch (scope) {
      case "vault" ->
          Stream.concat(
              places.getOrDefault(scope, List.of()).stream(),
              vaults.stream()
                  .filter(vault -> vault.settings().rbac())
                  .map(vault -> vault.settings().resourceId()));
      case "catalogue/points" -> Stream.of(LocalAzure.containerId(LocalAzure.ACCOUNT, "points"));
      case "catalogue/work" -> Stream.of(LocalAzure.containerId(LocalAzure.ACCOUNT, "work"));
      case "policies" -> Stream.of(LocalAzure.containerId(LocalAzure.ACCOUNT, "policies"));
      default -> places.getOrDefault(scope, List.of()).stream();
    };
  }

  private List<String> texts(String scope, JsonNode actions) {
    return actions
        .valueStream()
        .map(JsonNode::textValue)
        .filter(action -> given.test(scope, action))
        .toList();
  }

  /** What an app has in a vault with access policies, such as {@code keys/get}. */
  private Set<String> permissions(String app) {
    Set<String> all = new HashSet<>();
    for (JsonNode grant : APPS.required(app).required("grants")) {
      if (unwraps || !grant.has("when")) {
        grant
            .path("accessPolicy")
            .propertyStream()
            .forEach(
                kind ->
                    kind.getValue()
                        .forEach(one -> add(all, kind.getKey() + "/" + one.textValue())));
      }
    }
    return all;
  }

  private void add(Set<String> all, String permission) {
    if (given.test("vault", permission)) {
      all.add(permission);
    }
  }

  private static JsonNode read() {
    try (InputStream resource = AppRights.class.getResourceAsStream("/io/keyhold/apps.json")) {
      if (resource == null) {
        throw new IllegalStateException("apps.json is not on the class path");
      }
      return new ObjectMapper().readTree(resource).required("apps");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
