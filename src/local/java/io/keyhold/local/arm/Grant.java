package io.keyhold.local.arm;

import java.time.Instant;

/**
 * Access to a disk's or snapshot's bytes by URL. The expiry sits in the stored policy {@code si}
 * and cannot be read from the URL.
 */
record Grant(
    ResourceId id,
    String uniqueId,
    String host,
    String path,
    String policy,
    String signature,
    Instant until) {

  String url() {
    var encoded = signature.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D");
    return "https://%s%s?sv=2018-03-28&sr=b&si=%s&sig=%s".formatted(host, path, policy, encoded);
  }

  Grant until(Instant later) {
    return new Grant(id, uniqueId, host, path, policy, signature, later);
  }
}
