package io.keyhold.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.azure.signin.Forged;
import io.keyhold.domain.AppRole;
import io.keyhold.domain.Caller;
import io.keyhold.domain.Code;
import io.keyhold.domain.Requester;
import io.keyhold.domain.SignIn;
import io.keyhold.local.http.MovableClock;
import io.keyhold.local.identity.CallerToken;
import io.keyhold.local.identity.Callers;
import io.keyhold.local.identity.SigningKey;
import io.keyhold.local.identity.SigningKeys;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link SignIn} does, with tokens that are really signed. */
public abstract class SignInContract {

  private static final String SOMEBODY = "eeeeeeee-0000-4000-8000-00000000000e";

  /** A new one, which has read no keys yet. */
  protected abstract SignIn signIn();

  protected abstract Callers callers();

  protected abstract SigningKeys keys();

  protected abstract MovableClock clock();

  /** How often keys were asked for. */
  protected abstract int fetches();

  /** From now on nobody answers who asks for the keys, or somebody does again. */
  protected abstract void away(boolean away);

  @Test
  void aTokenOfEitherVersionIsRecognisedWithItsRolesAndIds() {
    SignIn signIn = signIn();
    for (int version : new int[] {1, 2}) {
      String token =
          token(
              plan ->
                  plan.version(version)
                      .objectId(SOMEBODY)
                      .roles("Keyhold.Reader", "Keyhold.RestoreOperator", "Another.Role"));
      assertThat(caller(signIn, token))
          .isEqualTo(
              new Caller(
                  new Requester(SOMEBODY, Callers.CLIENT),
                  java.util.Set.of(AppRole.READER, AppRole.RESTORE_OPERATOR)));
    }
    assertThat(caller(signIn, token(plan -> plan.audience("api://" + Callers.APPLICATION))).roles())
        .containsExactlyInAnyOrder(AppRole.values());
    assertThat(fetches()).isEqualTo(1);
  }

  @Test
  void aTokenWithoutRolesIsRecognisedAndMayDoNothing() {
    assertThat(caller(signIn(), token(plan -> plan.withoutRoles())).roles()).isEmpty();
    assertThat(caller(signIn(), token(plan -> plan.roles("keyhold.reader"))).roles()).isEmpty();
  }

  @Test
  void whoShowsNothingOrNoTokenIsRefused() {
    SignIn signIn = signIn();
    String token = callers().token();
    assertThat(code(signIn.recognise(List.of()))).isEqualTo(Code.TOKEN_MISSING);
    for (String shown :
        List.of(
            "",
            "Bearer",
            "Bearer ",
            token,
            "Basic " + token,
            "Bearer " + token + " " + token,
            "Bearer " + token + "," + token,
            "Bearer a.b",
            "Bearer a.b.c",
            "Bearer e30.e30.c",
            "Bearer ..",
            "Bearer " + token + "." + token.substring(1),
            "Bearer " + "e".repeat(20_000) + ".e30.e30",
            "Bearer " + token + "\u0000")) {
      assertThat(code(signIn.recognise(List.of(shown))))
          .as(shown.substring(0, Math.min(30, shown.length())))
          .isIn(Code.TOKEN_MALFORMED, Code.TOKEN_UNSIGNED);
    }
    assertThat(code(signIn.recognise(List.of("Bearer " + token, "Bearer " + token))))
        .isEqualTo(Code.TOKEN_MALFORMED);
    assertThat(fetches()).as("none of them is worth a question").isZero();
  }

  @Test
  void nothingButRs256IsAccepted() {
    SignIn signIn = signIn();
    String token = callers().token();
    SigningKey key = keys().current();
    for (String forged :
        List.of(
            Forged.unsigned(token, "none"),
            Forged.unsigned(token, "None"),
            Forged.unsigned(token, "NONE") + token.split("\\.")[2],
            Forged.renamed(token, "RS512", key),
            Forged.renamed(token, "PS256", key),
            Forged.renamed(token, "rs256", key),
            Forged.renamed(token, "", key),
            Forged.withThePublicKeyAsSecret(token, key))) {
      assertThat(code(signIn, forged)).isEqualTo(Code.TOKEN_UNSIGNED);
    }
    assertThat(fetches()).isZero();
  }

  @Test
  void aSignatureOfAnotherKeyIsRefused() {
    SignIn signIn = signIn();
    String token = callers().token();
    SigningKey key = keys().current();
    assertThat(code(signIn, Forged.by(SigningKey.make(), token, key)))
        .isEqualTo(Code.TOKEN_SIGNATURE_INVALID);
    assertThat(code(signIn, Forged.changed(token, "Keyhold.Reader", "Keyhold.Riddle")))
        .isEqualTo(Code.TOKEN_SIGNATURE_INVALID);
    assertThat(code(signIn, token.substring(0, token.lastIndexOf('.') + 1)))
        .as("without any")
        .isEqualTo(Code.TOKEN_MALFORMED);
    assertThat(code(signIn, SigningKey.make().sign(callers().plan().claims())))
        .isEqualTo(Code.TOKEN_SIGNATURE_INVALID);
  }

  @Test
  void aTokenOfAnotherTenantIsRefusedThoughTheSameKeySignsIt() {
    SignIn signIn = signIn();
    for (int version : new int[] {1, 2}) {
      assertThat(code(signIn, token(plan -> plan.version(version).tenant(SOMEBODY))))
          .isEqualTo(Code.TOKEN_FOREIGN_TENANT);
    }
    var claims = callers().plan().claims().put("tid", SOMEBODY);
    assertThat(code(signIn, keys().current().sign(claims))).isEqualTo(Code.TOKEN_FOREIGN_TENANT);
  }

  @Test
  void aTokenForAnotherApplicationIsRefused() {
    SignIn signIn = signIn();
    for (String other :
        List.of("https://management.azure.com/", SOMEBODY, "api://" + SOMEBODY, "")) {
      assertThat(code(signIn, token(plan -> plan.audience(other))))
          .isEqualTo(Code.TOKEN_WRONG_AUDIENCE);
    }
  }

  @Test
  void aTokenIsValidInItsTimeAndAMinuteAround() {
    SignIn signIn = signIn();
    String token = token(plan -> plan.lifetime(Duration.ofHours(1)));
    assertThat(code(signIn, token(plan -> plan.issued(in(Duration.ofMinutes(7))))))
        .as("valid in two minutes, for Entra dates it back by five")
        .isEqualTo(Code.TOKEN_NOT_YET_VALID);
    caller(signIn, token(plan -> plan.issued(in(Duration.ofSeconds(350)))));
    clock().advance(Duration.ofMinutes(60).plusSeconds(50));
    caller(signIn, token);
    clock().advance(Duration.ofSeconds(15));
    assertThat(code(signIn, token)).isEqualTo(Code.TOKEN_EXPIRED);
  }

  @Test
  void aTokenThatLacksWhatEveryAccessTokenHasIsRefused() {
    SignIn signIn = signIn();
    for (String missing : List.of("oid", "azp", "exp", "nbf")) {
      var claims = callers().plan().claims();
      claims.remove(missing);
      assertThat(code(signIn, keys().current().sign(claims)))
          .as(missing + ": an ID token has no azp")
          .isEqualTo(Code.TOKEN_MALFORMED);
    }
    var name = callers().plan().claims().put("oid", "anna@contoso.com");
    assertThat(code(signIn, keys().current().sign(name))).isEqualTo(Code.TOKEN_MALFORMED);
    var text = callers().plan().claims().put("roles", "Keyhold.Reader");
    assertThat(code(signIn, keys().current().sign(text))).isEqualTo(Code.TOKEN_MALFORMED);
  }

  @Test
  void aNewKeyIsAcceptedAfterOneMoreFetchAndOneThatIsGoneNoMore() {
    SignIn signIn = signIn();
    SigningKey before = keys().current();
    String old = callers().token();
    caller(signIn, old);
    clock().advance(Duration.ofMinutes(6));

    keys().rotate();
    caller(signIn, callers().token());
    caller(signIn, callers().token());
    caller(signIn, old);

    assertThat(fetches()).isEqualTo(2);
    keys().withdraw(before);
    clock().advance(Duration.ofHours(13));
    assertThat(code(signIn, old)).isEqualTo(Code.TOKEN_SIGNATURE_INVALID);
    assertThat(fetches()).isEqualTo(3);
  }

  @Test
  void aThousandUnknownKeysAreWorthOneFetchInFiveMinutes() throws Exception {
    SignIn signIn = signIn();
    SigningKey stranger = SigningKey.make();
    var claims = callers().plan().claims();
    List<Callable<Code>> calls =
        IntStream.range(0, 1_000)
            .<Callable<Code>>mapToObj(
                number -> {
                  var key = new SigningKey("kid-" + number, stranger.pair());
                  return () -> code(signIn, key.sign(claims));
                })
            .toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      for (var answer : threads.invokeAll(calls)) {
        assertThat(answer.get()).isEqualTo(Code.TOKEN_SIGNATURE_INVALID);
      }
    }
    assertThat(fetches()).isEqualTo(1);
    clock().advance(Duration.ofMinutes(6));
    calls.getFirst().call();
    calls.getLast().call();
    assertThat(fetches()).isEqualTo(2);
    caller(signIn, callers().token());
  }

  @Test
  void withoutKeysNobodyIsRecognisedAndWithOldOnesForADay() {
    SignIn signIn = signIn();
    away(true);
    for (int time = 0; time < 20; time++) {
      assertThat(code(signIn, callers().token())).isEqualTo(Code.SIGN_IN_KEYS_UNREACHABLE);
    }
    assertThat(fetches()).isEqualTo(1);
    away(false);
    clock().advance(Duration.ofSeconds(11));
    caller(signIn, callers().token());
    away(true);
    clock().advance(Duration.ofHours(13));
    caller(signIn, callers().token());
    String ofANewKey =
        new SigningKey("new", SigningKey.make().pair()).sign(callers().plan().claims());
    assertThat(code(signIn, ofANewKey))
        .as("it may be the tenant's, for all that is known")
        .isEqualTo(Code.SIGN_IN_KEYS_UNREACHABLE);
    clock().advance(Duration.ofHours(12));
    assertThat(code(signIn, callers().token())).isEqualTo(Code.SIGN_IN_KEYS_UNREACHABLE);
    away(false);
    clock().advance(Duration.ofSeconds(11));
    caller(signIn, callers().token());
  }

  @Test
  void noRefusalRepeatsTheToken() {
    SignIn signIn = signIn();
    String token = token(plan -> plan.audience("someone-else"));
    SignIn.Result result = signIn.recognise(List.of("Bearer " + token));
    assertThat(result.toString()).contains("someone-else");
    for (String part : token.split("\\.")) {
      assertThat(result.toString()).doesNotContain(part.substring(0, 16));
    }
  }

  private java.time.Instant in(Duration time) {
    return clock().instant().plus(time);
  }

  private String token(UnaryOperator<CallerToken> change) {
    return callers().token(change.apply(callers().plan()));
  }

  private static Caller caller(SignIn signIn, String token) {
    SignIn.Result result = signIn.recognise(List.of("bearer " + token));
    assertThat(result).isInstanceOf(SignIn.Result.Recognised.class);
    return ((SignIn.Result.Recognised) result).caller();
  }

  private static Code code(SignIn signIn, String token) {
    return code(signIn.recognise(List.of("Bearer " + token)));
  }

  private static Code code(SignIn.Result result) {
    assertThat(result).isInstanceOf(SignIn.Result.Refused.class);
    return ((SignIn.Result.Refused) result).problem().code();
  }
}
