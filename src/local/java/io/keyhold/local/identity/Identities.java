package io.keyhold.local.identity;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The managed identities of the local tenant. A user-assigned identity exists as soon as somebody
 * names its client id, and may do everything until something is denied to it.
 */
public final class Identities {

  public static final String TENANT = "22222222-2222-2222-2222-222222222222";

  /** The client id of the system-assigned identity: the one that is meant when none is named. */
  public static final String DEFAULT_CLIENT = "aaaaaaaa-0000-4000-8000-000000000001";

  private final Map<String, Identity> byClient = new ConcurrentHashMap<>();

  public Identity byDefault() {
    return of(DEFAULT_CLIENT);
  }

  public Identity of(String clientId) {
    return byClient.computeIfAbsent(clientId.toLowerCase(Locale.ROOT), Identity::new);
  }

  /** The identity that a token names, where its client id was ever known. */
  public Optional<Identity> known(String clientId) {
    return Optional.ofNullable(byClient.get(clientId.toLowerCase(Locale.ROOT)));
  }
}
