package io.keyhold.azure.signin;

import io.keyhold.azure.Cloud;
import io.keyhold.domain.Admission;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Problem;
import io.keyhold.domain.SignIn;
import io.keyhold.local.identity.CallerToken;
import io.keyhold.local.identity.Callers;
import io.keyhold.local.identity.Identities;
import io.keyhold.local.identity.SigningKey;
import io.keyhold.local.identity.SigningKeys;
import java.security.interfaces.RSAPublicKey;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A tenant in memory: real tokens, and the real sign-in that reads the keys here. */
public final class TestTenant {

  public final SigningKeys keys = new SigningKeys();
  private final InstantSource clock;
  public final Callers callers;
  private int reads;
  private boolean away;

  public TestTenant(InstantSource clock) {
    this.clock = clock;
    this.callers = new Callers(keys, clock);
  }

  public SignIn signIn() {
    SignInSettings settings = new SignInSettings(Identities.TENANT, Callers.APPLICATION);
    return new EntraSignIn(settings, Cloud.PUBLIC, this::read, clock);
  }

  public Admission admission() {
    return new Admission(signIn());
  }

  /** A token of the sample client, which has all roles. */
  public String token() {
    return callers.token();
  }

  public String token(UnaryOperator<CallerToken> change) {
    return callers.token(change.apply(callers.plan()));
  }

  /** How often the keys were read or could not be read. */
  int reads() {
    return reads;
  }

  /** From now on the keys cannot be read, or can again. */
  void away(boolean itIs) {
    away = itIs;
  }

  private synchronized Map<String, RSAPublicKey> read() {
    reads++;
    if (away) {
      throw new CloudFailure(new Problem(Code.CLOUD_UNREACHABLE, "keys", "nobody answers"));
    }
    return keys.all().stream()
        .collect(Collectors.toMap(SigningKey::id, key -> (RSAPublicKey) key.pair().getPublic()));
  }
}
