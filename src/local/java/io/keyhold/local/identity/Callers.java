package io.keyhold.local.identity;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/**
 * Keyhold's application in the local tenant, and one client that may do everything with it: a
 * program with an id and a secret, to which the tenant gives tokens.
 */
public final class Callers {

  /** The application (client) id of Keyhold's application. */
  public static final String APPLICATION = "cccccccc-0000-4000-8000-00000000000a";

  /** Its application roles, all of which the client has. */
  public static final List<String> ROLES =
      List.of("Keyhold.Reader", "Keyhold.BackupOperator", "Keyhold.RestoreOperator");

  /** The application (client) id of the client. */
  public static final String CLIENT = "cccccccc-0000-4000-8000-00000000000c";

  private static final String CLIENTS_PRINCIPAL = "dddddddd-0000-4000-8000-00000000000c";

  private final SigningKeys keys;
  private final InstantSource clock;
  private final String secret = UUID.randomUUID().toString();

  public Callers(SigningKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** What the client is given: all roles, a day. To be changed, and then signed. */
  public CallerToken plan() {
    return new CallerToken(
        2,
        APPLICATION,
        Identities.TENANT,
        CLIENTS_PRINCIPAL,
        CLIENT,
        ROLES,
        clock.instant(),
        Duration.ofDays(1));
  }

  /** A token that the tenant has signed. */
  public String token(CallerToken plan) {
    return keys.current().sign(plan.claims());
  }

  /** A token of the client: all roles, a day from now. */
  public String token() {
    return token(plan());
  }

  /** The client's secret, another one for each local Azure. */
  public String secret() {
    return secret;
  }

  boolean isClient(String id, String itsSecret) {
    return CLIENT.equalsIgnoreCase(id) && secret.equals(itsSecret);
  }
}
