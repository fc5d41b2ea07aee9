package io.keyhold.azure.signin;

import io.keyhold.azure.Cloud;
import java.net.URI;

/**
 * The tenant as an issuer of tokens. Applications choose the version of their tokens, and both have
 * the same keys; only the name of the issuer differs.
 *
 * @param host where the tenant's metadata and keys are
 * @param issuer of tokens of version 2
 * @param issuerOfVersion1 of tokens of version 1, which an application gets that says nothing
 */
record Authority(String host, String tenant, String issuer, String issuerOfVersion1) {

  static Authority of(Cloud cloud, String tenant) {
    return new Authority(
        cloud.signInHost(),
        tenant,
        "https://%s/%s/v2.0".formatted(cloud.signInHost(), tenant),
        "https://%s/%s/".formatted(cloud.issuerHostOfVersion1(), tenant));
  }

  /** OpenID Connect Discovery 1.0 §4: below the issuer's name. */
  URI metadata() {
    return URI.create(issuer + "/.well-known/openid-configuration");
  }

  boolean issues(String named) {
    return named.equals(issuer) || named.equals(issuerOfVersion1);
  }

  /**
   * Whether a key may sign for this tenant: Entra's documents say for whom a key is, and one that
   * is for personal accounts or for another tenant proves nothing here.
   *
   * @param keyIssuer the member {@code issuer} of the key, {@code {tenantid}} in it for every
   *     tenant
   */
  boolean owns(String keyIssuer) {
    return issues(keyIssuer.replace("{tenantid}", tenant));
  }
}
