package io.keyhold.azure.signin;

import io.keyhold.azure.Cloud;
import io.keyhold.azure.http.SharedHttp;
import io.keyhold.domain.Code;
import io.keyhold.domain.Problem;
import io.keyhold.domain.SignIn;
import java.security.interfaces.RSAPublicKey;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * Recognises callers by an access token of Entra. First its signature, then whose it is, for whom
 * and when; no other header and no claim of the platform's front counts.
 */
public final class EntraSignIn implements SignIn {

  private final SignInSettings settings;
  private final Authority authority;
  private final TenantKeys keys;
  private final InstantSource clock;

  /** Over the shared HTTP client, which is made when the first token comes. */
  public EntraSignIn(
      SignInSettings settings, Cloud cloud, Supplier<SharedHttp> http, InstantSource clock) {
    this(
        settings,
        cloud,
        new DiscoveredKeys(http, Authority.of(cloud, settings.tenant()), clock),
        clock);
  }

  EntraSignIn(SignInSettings settings, Cloud cloud, KeySource source, InstantSource clock) {
    this.settings = settings;
    this.authority = Authority.of(cloud, settings.tenant());
    this.keys = new TenantKeys(source, clock);
    this.clock = clock;
  }

  @Override
  public Result recognise(List<String> authorization) {
    try {
      Token token = Token.read(authorization);
      Claims claims = new Claims(token.claims(key(token.keyId())), authority, settings);
      return new Result.Recognised(claims.caller(clock.instant()));
    } catch (Refusal refusal) {
      return new Result.Refused(refusal.problem());
    }
  }

  private RSAPublicKey key(String id) throws Refusal {
    return switch (keys.find(id)) {
      case TenantKeys.Lookup.Found found -> found.key();
      case TenantKeys.Lookup.Unknown unknown ->
          throw Refusal.wrongSignature("the tenant has no key of the name in the token");
      case TenantKeys.Lookup.Unreachable away ->
          throw new Refusal(Code.SIGN_IN_KEYS_UNREACHABLE, authority.host(), away.detail());
    };
  }

  /** Recognises nobody, and says why. */
  public static SignIn nobody(Problem why) {
    return authorization -> new Result.Refused(why);
  }
}
