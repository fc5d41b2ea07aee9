package io.keyhold.azure.signin;

import com.nimbusds.jwt.JWTClaimsSet;
import io.keyhold.domain.AppRole;
import io.keyhold.domain.Caller;
import io.keyhold.domain.Code;
import io.keyhold.domain.Requester;
import io.keyhold.domain.Text;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a token says whose signature was found to be the tenant's, and whether that is enough. */
final class Claims {

  /** Two clocks differ by less; more would let an expired token live on. */
  static final Duration SKEW = Duration.ofMinutes(1);

  private static final String TOKEN = "token";

  private final JWTClaimsSet claims;
  private final Authority authority;
  private final SignInSettings settings;

  Claims(JWTClaimsSet claims, Authority authority, SignInSettings settings) {
    this.claims = claims;
    this.authority = authority;
    this.settings = settings;
  }

  /**
   * Who the token says is calling.
   *
   * @throws Refusal when it is not the tenant's, not for Keyhold, or not valid now
   */
  Caller caller(Instant now) throws Refusal {
    try {
      issuedByTheTenant();
      forKeyhold();
      validAt(now);
      return new Caller(new Requester(id("oid"), application()), roles());
    } catch (ParseException otherType) {
      throw Refusal.malformed("a claim of the token is of another type");
    }
  }

  /**
   * The same keys sign the tokens of every tenant of a cloud: that a signature holds is not enough.
   */
  private void issuedByTheTenant() throws Refusal, ParseException {
    if (!authority.issues(text("iss"))) {
      throw new Refusal(
          Code.TOKEN_FOREIGN_TENANT, TOKEN, "it was issued by " + Text.shown(text("iss")));
    }
    if (!text("tid").equals(authority.tenant())) {
      throw new Refusal(
          Code.TOKEN_FOREIGN_TENANT, TOKEN, "it is of the tenant " + Text.shown(text("tid")));
    }
  }

  private void forKeyhold() throws Refusal {
    List<String> audience = claims.getAudience();
    if (audience.stream().noneMatch(settings::isAudience)) {
      throw new Refusal(
          Code.TOKEN_WRONG_AUDIENCE,
          settings.uri(),
          "it is for " + Text.shown(String.join(", ", audience)));
    }
  }

  private void validAt(Instant now) throws Refusal, ParseException {
    Instant expires = moment("exp");
    Instant begins = moment("nbf");
    if (!now.isBefore(expires.plus(SKEW))) {
      throw new Refusal(Code.TOKEN_EXPIRED, TOKEN, "it expired at " + expires);
    }
    if (now.plus(SKEW).isBefore(begins)) {
      throw new Refusal(Code.TOKEN_NOT_YET_VALID, TOKEN, "it is valid from " + begins);
    }
  }

  /**
   * An ID token has the same issuer, roles and, where an application signs in to itself, audience;
   * but only an access token says which application holds it.
   */
  private String application() throws Refusal, ParseException {
    return id(claims.getClaim("azp") == null ? "appid" : "azp");
  }

  private Set<AppRole> roles() throws ParseException {
    Set<AppRole> roles = EnumSet.noneOf(AppRole.class);
    List<String> values = claims.getStringListClaim("roles");
    if (values != null) {
      values.forEach(value -> AppRole.of(value).ifPresent(roles::add));
    }
    return roles;
  }

  /** It is written into events, so that nothing but an id may pass. */
  private String id(String name) throws Refusal, ParseException {
    String id = text(name).toLowerCase(Locale.ROOT);
    if (!SignInSettings.isId(id)) {
      throw Refusal.malformed(
          "the token says no " + name + ", as every access token of Entra does");
    }
    return id;
  }

  private Instant moment(String name) throws Refusal, ParseException {
    return Optional.ofNullable(claims.getDateClaim(name))
        .map(date -> date.toInstant())
        .orElseThrow(() -> Refusal.malformed("the token says no " + name));
  }

  private String text(String name) throws ParseException {
    return Optional.ofNullable(claims.getStringClaim(name)).orElse("");
  }
}
