package io.keyhold.azure.signin;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import io.keyhold.azure.http.CloudFailures;
import io.keyhold.azure.http.SharedHttp;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Problem;
import io.keyhold.json.Json;
import io.keyhold.json.UnreadableJsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Reads the tenant's keys where its OpenID metadata says that they are (OpenID Connect Discovery
 * 1.0). Both documents come from the authority's own host, over the shared HTTP client.
 */
final class DiscoveredKeys implements KeySource {

  /** Entra's document of keys has about 20 KB. */
  private static final int LONGEST = 512 * 1024;

  /** A caller waits for it. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /** RFC 7518 §3.3: a key for RS256 has at least so many bits. */
  private static final int SHORTEST_KEY = 2048;

  private final Supplier<SharedHttp> http;
  private final Authority authority;
  private final InstantSource clock;

  DiscoveredKeys(Supplier<SharedHttp> http, Authority authority, InstantSource clock) {
    this.http = http;
    this.authority = authority;
    this.clock = clock;
  }

  @Override
  public Map<String, RSAPublicKey> read() {
    Map<String, RSAPublicKey> keys = new HashMap<>();
    for (JsonNode key : get(keysAddress()).path("keys")) {
      if (signs(key)) {
        keys.put(key.path("kid").asText(), publicKey(key));
      }
    }
    if (keys.isEmpty()) {
      throw failure("the tenant's document names no key that signs tokens");
    }
    return keys;
  }

  /** Discovery §4.3: what names another issuer is not the metadata that was asked for. */
  private URI keysAddress() {
    JsonNode metadata = get(authority.metadata());
    if (!metadata.path("issuer").asText().equals(authority.issuer())) {
      throw failure("the metadata is not that of " + authority.issuer());
    }
    try {
      URI keys = URI.create(metadata.path("jwks_uri").asText());
      if ("https".equals(keys.getScheme())
          && authority.host().equals(keys.getHost())
          && keys.getPort() == -1) {
        return keys;
      }
    } catch (IllegalArgumentException malformed) {
      throw failure("the metadata names no address of keys");
    }
    throw failure("the metadata names keys on another host");
  }

  private boolean signs(JsonNode key) {
    return key.path("kty").asText().equals("RSA")
        && key.path("use").asText("sig").equals("sig")
        && !key.path("kid").asText().isEmpty()
        && authority.owns(key.path("issuer").asText(authority.issuer()))
        && new Base64URL(key.path("n").asText()).decodeToBigInteger().bitLength() >= SHORTEST_KEY;
  }

  private RSAPublicKey publicKey(JsonNode key) {
    try {
      return new RSAKey.Builder(
              new Base64URL(key.path("n").asText()), new Base64URL(key.path("e").asText()))
          .build()
          .toRSAPublicKey();
    } catch (JOSEException | IllegalArgumentException unreadable) {
      throw failure("a key of the tenant's document is no RSA key");
    }
  }

  private JsonNode get(URI address) {
    byte[] body = CloudFailures.calling(address.toString(), () -> body(address));
    try {
      return Json.parse(body, LONGEST).node();
    } catch (UnreadableJsonException unreadable) {
      throw failure("the answer of " + address + " " + unreadable.getMessage());
    }
  }

  private byte[] body(URI address) {
    HttpRequest request = new HttpRequest(HttpMethod.GET, address.toString());
    Context context = new Context("azure-response-timeout", LONGEST_WAIT);
    BoundedBody body = new BoundedBody(LONGEST, clock.instant().plus(LONGEST_WAIT), clock);
    try (HttpResponse response = http.get().client().sendSync(request, context)) {
      if (response.getStatusCode() != 200) {
        throw failure("the sign-in host answered " + response.getStatusCode());
      }
      response.writeBodyTo(body);
      return body.bytes();
    } catch (IOException cut) {
      throw new UncheckedIOException(cut);
    }
  }

  private CloudFailure failure(String detail) {
    return new CloudFailure(new Problem(Code.SIGN_IN_KEYS_UNREACHABLE, authority.host(), detail));
  }
}
