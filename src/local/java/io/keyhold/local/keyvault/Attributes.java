package io.keyhold.local.keyvault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** What Key Vault keeps about one version. Times are seconds since 1970, as on the wire. */
record Attributes(
    boolean enabled, Optional<Long> notBefore, Optional<Long> expires, long created, long updated) {

  static Attributes createdAt(Instant now) {
    long second = now.getEpochSecond();
    return new Attributes(true, Optional.empty(), Optional.empty(), second, second);
  }

  /** Applies what a request says; what it leaves out stays. A past expiry is accepted. */
  Attributes with(JsonNode request) {
    return new Attributes(
        Json.member(request, "enabled").map(Attributes::truth).orElse(enabled),
        Json.member(request, "nbf").map(Attributes::second).or(() -> notBefore),
        Json.member(request, "exp").map(Attributes::second).or(() -> expires),
        created,
        updated);
  }

  Attributes enabled(boolean is) {
    return new Attributes(is, notBefore, expires, created, updated);
  }

  Attributes dates(Optional<Instant> from, Optional<Instant> until) {
    return new Attributes(
        enabled,
        from.map(Instant::getEpochSecond),
        until.map(Instant::getEpochSecond),
        created,
        updated);
  }

  Attributes updatedAt(Instant now) {
    return new Attributes(enabled, notBefore, expires, created, now.getEpochSecond());
  }

  boolean inForce(Instant now) {
    long second = now.getEpochSecond();
    return notBefore.map(from -> from <= second).orElse(true)
        && expires.map(until -> second < until).orElse(true);
  }

  ObjectNode ofSecret(VaultSettings vault, ApiVersion api) {
    return written(vault, api, OptionalInt.empty());
  }

  ObjectNode ofKey(VaultSettings vault, ApiVersion api, OptionalInt bits) {
    var node = written(vault, api, bits);
    if (api.showsExportable()) {
      node.put("exportable", false);
    }
    if (api.showsHsmPlatform()) {
      node.put("hsmPlatform", "0");
    }
    return node;
  }

  private ObjectNode written(VaultSettings vault, ApiVersion api, OptionalInt bits) {
    var node = Json.object().put("enabled", enabled);
    if (api.showsKeySize()) {
      bits.ifPresent(size -> node.put("key_size", size));
    }
    notBefore.ifPresent(second -> node.put("nbf", second));
    expires.ifPresent(second -> node.put("exp", second));
    node.put("created", created).put("updated", updated);
    node.put("recoveryLevel", vault.recoveryLevel());
    if (api.showsRecoverableDays()) {
      node.put("recoverableDays", vault.softDeleteDays());
    }
    return node;
  }

  private static boolean truth(JsonNode value) {
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    throw VaultError.invalidProperty();
  }

  private static long second(JsonNode value) {
    if (value.isIntegralNumber()) {
      return value.longValue();
    }
    throw VaultError.invalidProperty();
  }
}
