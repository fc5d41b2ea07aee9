package io.keyhold.e2e;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keyhold.local.azure.LocalAzure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import reactor.core.publisher.Mono;

/**
 * Tokens from the local identity endpoint for tests in this JVM: the identity library reads the
 * endpoint from the environment, which a running JVM cannot change.
 */
public final class LocalToken implements TokenCredential {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final LocalAzure azure;
  private final HttpClient http = HttpClient.newHttpClient();

  public LocalToken(LocalAzure azure) {
    this.azure = azure;
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return Mono.fromCallable(() -> getTokenSync(request));
  }

  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    String resource = request.getScopes().get(0).replaceAll("/\\.default$", "");
    URI uri =
        URI.create(
            azure.settings().get("IDENTITY_ENDPOINT")
                + "?api-version=2019-08-01&resource="
                + URLEncoder.encode(resource, StandardCharsets.UTF_8));
    HttpRequest ask =
        HttpRequest.newBuilder(uri)
            .header("X-IDENTITY-HEADER", azure.settings().get("IDENTITY_HEADER"))
            .build();
    try {
      JsonNode answer =
          JSON.readTree(http.send(ask, HttpResponse.BodyHandlers.ofByteArray()).body());
      return new AccessToken(
          answer.path("access_token").asText(),
          Instant.ofEpochSecond(answer.path("expires_on").asLong()).atOffset(ZoneOffset.UTC));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
