package io.keyhold.local.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.keyhold.local.http.Authenticator;
import io.keyhold.local.http.Caller;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Issues and checks the tenant's access tokens: JSON web tokens, signed with RS256. */
public final class Tokens implements Authenticator {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final SigningKeys keys;
  private final InstantSource clock;
  private final Duration lifetime;

  /** Tokens whose signature was found to be good; a forged one never gets in. */
  private final Set<String> genuine = ConcurrentHashMap.newKeySet();

  /**
   * @param lifetime how long a token is valid by the given clock. Azure's is 24 hours; clients
   *     cache tokens by the system's clock, so a test that moves the local Azure's clock by days
   *     wants more
   */
  public Tokens(SigningKeys keys, InstantSource clock, Duration lifetime) {
    this.keys = keys;
    this.clock = clock;
    this.lifetime = lifetime;
  }

  /** One token, and until when it is valid. */
  public record Issued(String token, Instant notBefore, Instant expires) {}

  public Issued issue(Identity identity, String audience) {
    var now = clock.instant();
    var expires = now.plus(lifetime);
    var claims =
        JSON.createObjectNode()
            .put("aud", audience)
            .put("iss", "https://sts.windows.net/" + Identities.TENANT + "/")
            .put("iat", now.getEpochSecond())
            .put("nbf", now.getEpochSecond())
            .put("exp", expires.getEpochSecond())
            .put("appid", identity.clientId())
            .put("appidacr", "2")
            .put("idp", "https://sts.windows.net/" + Identities.TENANT + "/")
            .put("idtyp", "app")
            .put("oid", identity.objectId())
            .put("sub", identity.objectId())
            .put("tid", Identities.TENANT)
            .put("uti", UUID.randomUUID().toString())
            .put("ver", "1.0");
    return new Issued(keys.current().sign(claims), now, expires);
  }

  @Override
  public Caller caller(String authorization) {
    return check(authorization) instanceof TokenCheck.Valid valid
        ? valid.caller()
        : Caller.ANONYMOUS;
  }

  /** Says of an Authorization header who calls, or why nobody does. */
  public TokenCheck check(String authorization) {
    if (!authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return new TokenCheck.Missing();
    }
    var token = authorization.substring(7).strip();
    int dot = token.lastIndexOf('.');
    try {
      if (dot < 0 || !isGenuine(token, dot)) {
        return new TokenCheck.Invalid();
      }
      var claims = JSON.readTree(decode(token.substring(token.indexOf('.') + 1, dot)));
      var expires = Instant.ofEpochSecond(claims.path("exp").asLong());
      return clock.instant().isBefore(expires)
          ? new TokenCheck.Valid(
              new Caller(true, claims.path("appid").asText(), claims.path("aud").asText()))
          : new TokenCheck.Expired(expires);
    } catch (IOException | IllegalArgumentException e) {
      return new TokenCheck.Invalid();
    }
  }

  /** A signature is checked once: clients send the same token with every call. */
  private boolean isGenuine(String token, int dot) {
    if (genuine.contains(token)) {
      return true;
    }
    boolean good = verify(token.substring(0, dot), decode(token.substring(dot + 1)));
    if (good) {
      genuine.add(token);
    }
    return good;
  }

  private boolean verify(String content, byte[] signed) {
    return keys.all().stream().anyMatch(key -> key.signed(content, signed));
  }

  private static byte[] decode(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
