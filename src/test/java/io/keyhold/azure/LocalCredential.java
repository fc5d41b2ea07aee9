package io.keyhold.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Asks the local identity endpoint for tokens, as the managed identity does. That one finds its
 * endpoint in the environment only, which one JVM cannot change; hence this, in tests alone.
 */
public final class LocalCredential implements TokenCredential {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DEFAULT_SCOPE = "/.default";

  private final Map<String, String> settings;
  private final Optional<String> clientId;

  public LocalCredential(Map<String, String> settings, Optional<String> clientId) {
    this.settings = settings;
    this.clientId = clientId;
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return Mono.fromCallable(() -> getTokenSync(request));
  }

  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    String scope = request.getScopes().getFirst();
    String resource = scope.substring(0, scope.length() - DEFAULT_SCOPE.length());
    JsonNode answer = ask(resource);
    OffsetDateTime end =
        Instant.ofEpochSecond(answer.path("expires_on").asLong()).atOffset(ZoneOffset.UTC);
    return new AccessToken(answer.path("access_token").asText(), end);
  }

  private JsonNode ask(String resource) {
    String url =
        settings.get("IDENTITY_ENDPOINT")
            + "?api-version=2019-08-01&resource="
            + URLEncoder.encode(resource, StandardCharsets.UTF_8)
            + clientId.map(id -> "&client_id=" + id).orElse("");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("X-IDENTITY-HEADER", settings.get("IDENTITY_HEADER"))
            .build();
    try {
      return JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
