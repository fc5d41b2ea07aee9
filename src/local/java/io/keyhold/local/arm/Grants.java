package io.keyhold.local.arm;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The grants that were ever given. Guarded by the kernel's lock. */
final class Grants {

  private static final String LETTERS = "bcdfghjklmnpqrstvwxz0123456789";
  private static final int ZONES = 50;

  private final Map<String, Grant> active = new HashMap<>();
  private final Map<String, Grant> byPath = new HashMap<>();
  private final SecureRandom random = new SecureRandom();

  /** A grant on the resource; one that is still active is prolonged and keeps its URL. */
  Grant give(Resource resource, Instant until, Instant now) {
    var grant =
        active(resource.id(), now)
            .map(known -> known.until(until))
            .orElseGet(() -> fresh(resource, until));
    active.put(resource.id().key(), grant);
    byPath.put(grant.host() + grant.path(), grant);
    return grant;
  }

  void revoke(ResourceId id) {
    Optional.ofNullable(active.remove(id.key()))
        .ifPresent(grant -> byPath.put(grant.host() + grant.path(), grant.until(Instant.MIN)));
  }

  Optional<Grant> active(ResourceId id, Instant now) {
    return Optional.ofNullable(active.get(id.key())).filter(grant -> now.isBefore(grant.until()));
  }

  /** The grant behind a URL, whether or not it is still active. */
  Optional<Grant> at(String host, String path) {
    return Optional.ofNullable(byPath.get(host + path));
  }

  boolean knows(String host) {
    return byPath.values().stream().anyMatch(grant -> grant.host().equals(host));
  }

  private Grant fresh(Resource resource, Instant until) {
    boolean hard = Skus.hardDisk(resource.body().path("sku").path("name").asText());
    var signature = new byte[32];
    random.nextBytes(signature);
    return new Grant(
        resource.id(),
        resource.property("uniqueId").orElseThrow(),
        "md-%s%s.z%02d.blob.storage.azure.net"
            .formatted(hard ? "hdd-" : "", word(), 1 + random.nextInt(ZONES)),
        "/" + word() + "/abcd",
        UUID.randomUUID().toString(),
        Base64.getEncoder().encodeToString(signature),
        until);
  }

  private String word() {
    var word = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return word.toString();
  }
}
