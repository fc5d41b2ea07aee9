package io.keyhold.access;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The az lines that give an app what it lacks at a place. */
final class Remedies {

  private final String app;
  private final Optional<String> clientId;

  Remedies(String app, Optional<String> clientId) {
    this.app = app;
    this.clientId = clientId;
  }

  /** Assigns the role of this kind of place; {@link #role} makes it. */
  String assign(Place place) {
    return "az role assignment create --assignee %s --role %s --scope %s"
        .formatted(assignee(), roleName(place.kind()), scope(place));
  }

  /** Makes a role with exactly what the app needs at places of this kind. */
  String role(Place place, List<Grant> grants, String subscription) {
    return ("az role definition create --role-definition '{\"Name\": \"%s\", \"IsCustom\": true,"
            + " \"Description\": \"Keyhold, app %s: %s\", \"Actions\": [%s], \"DataActions\": [%s],"
            + " \"AssignableScopes\": [\"/subscriptions/%s\"]}'")
        .formatted(
            roleName(place.kind()),
            app,
            place.kind().word(),
            quoted(grants.stream().flatMap(grant -> grant.actions().stream())),
            quoted(grants.stream().flatMap(grant -> grant.dataActions().stream())),
            subscription);
  }

  /** Gives the permissions in a vault with access policies; the line replaces those of the kind. */
  String policy(Place.Vault vault, List<Grant> grants) {
    return "az keyvault set-policy --name %s --spn %s --key-permissions %s --secret-permissions %s"
        .formatted(
            vault.name(),
            assignee(),
            words(grants.stream().flatMap(grant -> grant.keyPermissions().stream())),
            words(grants.stream().flatMap(grant -> grant.secretPermissions().stream())));
  }

  private String roleName(ScopeKind kind) {
    return "keyhold-" + app + "-" + kind.word().replace('/', '-');
  }

  private String assignee() {
    return clientId.orElse("\"<client id of the app's identity>\"");
  }

  private static String scope(Place place) {
    return switch (place) {
      case Place.Subscription subscription -> subscription.shown();
      case Place.Group group -> quote(group.shown());
      case Place.Subnet subnet -> quote(subnet.shown().replaceAll("(?i)/subnets/[^/]+$", ""));
      case Place.Vault vault ->
          "\"$(az keyvault show --name %s --query id --output tsv)\"".formatted(vault.name());
      case Place.Container container ->
          "\"$(az storage account show --name %s --query id --output tsv)/blobServices/default/containers/%s\""
              .formatted(account(container.url()), container.url().getPath().substring(1));
      case Place.NotAsked none -> "\"<scope>\"";
    };
  }

  private static String account(URI url) {
    return url.getHost().toLowerCase(Locale.ROOT).split("\\.", 2)[0];
  }

  private static String quote(String text) {
    return "\"" + text + "\"";
  }

  private static String quoted(Stream<String> words) {
    return words.distinct().map(Remedies::quote).collect(Collectors.joining(", "));
  }

  private static String words(Stream<String> words) {
    return words.distinct().collect(Collectors.joining(" "));
  }
}
