package io.keyhold.local.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An access token for Keyhold's application, as Entra would issue it to a caller.
 *
 * @param version 1 or 2: which one an application gets is what it asks for itself
 * @param audience as the token names it
 * @param tenant whose tokens it is one of
 * @param objectId of the person or the service principal that calls
 * @param clientId of the application through which it calls
 * @param roles values of the claim {@code roles}; without any the claim is left out
 * @param issued when; Entra lets it be valid from five minutes before, for clocks that are slow
 */
public record CallerToken(
    int version,
    String audience,
    String tenant,
    String objectId,
    String clientId,
    List<String> roles,
    Instant issued,
    Duration lifetime) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration EARLIER = Duration.ofMinutes(5);

  public CallerToken {
    roles = List.copyOf(roles);
  }

  /** Version 1 names the application by its URI, 2 by its id. */
  public CallerToken version(int other) {
    var plain = audience.replace("api://", "");
    var named = other == 1 ? "api://" + plain : plain;
    return new CallerToken(other, named, tenant, objectId, clientId, roles, issued, lifetime);
  }

  public CallerToken audience(String other) {
    return new CallerToken(version, other, tenant, objectId, clientId, roles, issued, lifetime);
  }

  public CallerToken tenant(String other) {
    return new CallerToken(version, audience, other, objectId, clientId, roles, issued, lifetime);
  }

  public CallerToken objectId(String other) {
    return new CallerToken(version, audience, tenant, other, clientId, roles, issued, lifetime);
  }

  public CallerToken roles(String... others) {
    return new CallerToken(
        version, audience, tenant, objectId, clientId, List.of(others), issued, lifetime);
  }

  public CallerToken withoutRoles() {
    return roles(new String[0]);
  }

  public CallerToken issued(Instant other) {
    return new CallerToken(version, audience, tenant, objectId, clientId, roles, other, lifetime);
  }

  public CallerToken lifetime(Duration other) {
    return new CallerToken(version, audience, tenant, objectId, clientId, roles, issued, other);
  }

  Instant expires() {
    return issued.plus(lifetime);
  }

  /** What it says, to be signed. */
  public ObjectNode claims() {
    var begins = issued.minus(EARLIER).getEpochSecond();
    var claims =
        JSON.createObjectNode()
            .put("aud", audience)
            .put("iss", issuer())
            .put("iat", begins)
            .put("nbf", begins)
            .put("exp", expires().getEpochSecond());
    claims.put(version == 1 ? "appid" : "azp", clientId);
    claims.put(version == 1 ? "appidacr" : "azpacr", "1");
    claims.put("oid", objectId);
    if (!roles.isEmpty()) {
      roles.forEach(claims.putArray("roles")::add);
    }
    return claims
        .put("sub", objectId)
        .put("tid", tenant)
        .put("uti", UUID.randomUUID().toString())
        .put("ver", version + ".0");
  }

  private String issuer() {
    return version == 1
        ? "https://sts.windows.net/" + tenant + "/"
        : "https://login.microsoftonline.com/" + tenant + "/v2.0";
  }
}
