package io.keyhold.local.keyvault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** When a key is to be rotated. It is kept and answered; nothing rotates by itself here. */
final class RotationPolicy {

  private RotationPolicy() {}

  /** What a key answers for which no policy was ever put: it has no id. */
  static ObjectNode neverSet() {
    var policy = Json.object();
    policy.putArray("lifetimeActions").add(action("timeBeforeExpiry", "P30D", "Notify"));
    return policy.putNull("attributes");
  }

  /** The policy of a request as it is kept, with its id and its times. */
  static ObjectNode of(JsonNode request, String keyUrl, Optional<JsonNode> before, Instant now) {
    var policy = Json.object().put("id", keyUrl + "/rotationpolicy");
    var actions = policy.putArray("lifetimeActions");
    for (JsonNode given : request.path("lifetimeActions")) {
      given
          .path("trigger")
          .properties()
          .forEach(
              trigger -> {
                if (!trigger.getValue().isNull()) {
                  actions.add(
                      action(
                          trigger.getKey(),
                          VaultError.text(trigger.getValue()),
                          capital(given.path("action").path("type"))));
                }
              });
    }
    var attributes = policy.putObject("attributes");
    Json.text(request.path("attributes"), "expiryTime")
        .ifPresent(
            text -> {
              period(text);
              attributes.put("expiryTime", text);
            });
    long second = now.getEpochSecond();
    long created =
        before
            .map(policyBefore -> policyBefore.path("attributes").path("created").asLong())
            .orElse(second);
    attributes.put("created", created).put("updated", second);
    return policy;
  }

  /** When a version that is created now expires under the policy. */
  static Optional<Instant> expiry(Optional<JsonNode> policy, Instant now) {
    return policy
        .flatMap(node -> Json.text(node.path("attributes"), "expiryTime"))
        .map(text -> now.atZone(ZoneOffset.UTC).plus(period(text)).toInstant());
  }

  private static ObjectNode action(String trigger, String when, String type) {
    var node = Json.object();
    node.putObject("trigger").put(trigger, when);
    node.putObject("action").put("type", type);
    return node;
  }

  /** Clients may write the type in any case. */
  private static String capital(JsonNode type) {
    return switch (type.asText().toLowerCase(Locale.ROOT)) {
      case "rotate" -> "Rotate";
      case "notify" -> "Notify";
      default -> throw VaultError.invalidProperty();
    };
  }

  private static Period period(String text) {
    try {
      return Period.parse(text);
    } catch (DateTimeParseException e) {
      throw VaultError.invalidProperty();
    }
  }
}
