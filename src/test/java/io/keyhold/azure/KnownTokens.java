package io.keyhold.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** Asks once for each scope, as the identity library does, whose tokens last for hours. */
public final class KnownTokens implements TokenCredential {

  private final Map<String, AccessToken> known = new ConcurrentHashMap<>();
  private final TokenCredential credential;

  public KnownTokens(TokenCredential credential) {
    this.credential = credential;
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return Mono.fromCallable(() -> getTokenSync(request));
  }

  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    return known.computeIfAbsent(
        request.getScopes().getFirst(), scope -> credential.getTokenSync(request));
  }
}
