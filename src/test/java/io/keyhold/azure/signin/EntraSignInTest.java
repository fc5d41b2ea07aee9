package io.keyhold.azure.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.azure.AzureAdapters;
import io.keyhold.azure.AzureSettings;
import io.keyhold.azure.OwnTime;
import io.keyhold.domain.Code;
import io.keyhold.domain.SignIn;
import io.keyhold.domain.contract.SignInContract;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.http.Fault;
import io.keyhold.local.http.MovableClock;
import io.keyhold.local.http.Relay;
import io.keyhold.local.identity.Callers;
import io.keyhold.local.identity.Entra;
import io.keyhold.local.identity.SigningKeys;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens and keys of the local Entra, through the shared HTTP client with its proxy and CA. */
class EntraSignInTest extends SignInContract {

  private final LocalAzure azure = LocalAzure.start(LocalAzure.Options.instant());

  @AfterEach
  void nobodyElseWasAsked() {
    assertThat(azure.relayed())
        .noneMatch(asked -> asked.verdict() == Relay.Verdict.REFUSED)
        .allMatch(asked -> asked.host().equals(Entra.HOST));
    azure.close();
  }

  @Override
  protected SignIn signIn() {
    AzureSettings settings =
        ((AzureSettings.Reading.Valid) AzureSettings.read(azure.settings())).settings();
    SignInSettings whose =
        ((SignInSettings.Reading.Valid) SignInSettings.read(azure.settings())).settings();
    return AzureAdapters.ofManagedIdentity(
            settings, time -> {}, OwnTime.throttle(azure.clock()), () -> "write")
        .signIn(whose, azure.clock());
  }

  @Override
  protected Callers callers() {
    return azure.callers();
  }

  @Override
  protected SigningKeys keys() {
    return azure.signingKeys();
  }

  @Override
  protected MovableClock clock() {
    return azure.clock();
  }

  @Override
  protected int fetches() {
    return (int)
        azure.requests().all().stream()
            .filter(entry -> entry.path().endsWith("/v2.0/.well-known/openid-configuration"))
            .count();
  }

  @Override
  protected void away(boolean away) {
    azure.faults().clear();
    if (away) {
      azure
          .faults()
          .add(
              request -> request.host().equals(Entra.HOST),
              Fault.before(new Fault.Status(503, "{}")),
              1_000);
    }
  }

  @Test
  void aResetAndACutAnswerAreNoKeysEither() {
    for (Fault.Kind kind : List.of(new Fault.Reset(), new Fault.Malformed())) {
      azure.faults().clear();
      azure.faults().add(request -> request.path().endsWith("/keys"), Fault.before(kind), 10);
      assertThat(refused(signIn())).isEqualTo(Code.SIGN_IN_KEYS_UNREACHABLE);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"issuer\": \"https://login.microsoftonline.com/common/v2.0\"}",
        "{\"issuer\": \"{own}\", \"jwks_uri\": \"https://evil.example/keys\"}",
        "{\"issuer\": \"{own}\", \"jwks_uri\": \"http://login.microsoftonline.com/keys\"}",
        "{\"issuer\": \"{own}\", \"jwks_uri\": \"https://login.microsoftonline.com:444/keys\"}",
        "{\"issuer\": \"{own}\", \"jwks_uri\": \"::\"}"
      })
  void metadataOfAnotherIssuerOrKeysElsewhereAreNotFollowed(String metadata) {
    String own = "https://login.microsoftonline.com/" + LocalAzure.TENANT + "/v2.0";
    answer("/openid-configuration", metadata.replace("{own}", own));
    assertThat(refused(signIn())).isEqualTo(Code.SIGN_IN_KEYS_UNREACHABLE);
  }

  @Test
  void aDocumentOfMegabytesIsNotRead() {
    answer("/keys", "{\"keys\": [" + " ".repeat(3 << 20) + "]}");
    assertThat(refused(signIn())).isEqualTo(Code.SIGN_IN_KEYS_UNREACHABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"issuer\":"
            + " \"https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0\"",
        "\"kty\": \"EC\"",
        "\"use\": \"enc\"",
        "\"kid\": \"\"",
        "\"n\": \"AQAB\"",
        "\"n\": \"\""
      })
  void aKeyForOthersOrForOtherThingsIsNone(String member) {
    String name = member.substring(0, member.indexOf(':'));
    String key = keys().current().published().toString();
    String others = key.replaceFirst(name + ":\"[^\"]*\",?", "").replaceFirst(",?}$", "");
    answer("/keys", "{\"keys\": [" + others + ", " + member + "}]}");
    assertThat(refused(signIn())).isEqualTo(Code.SIGN_IN_KEYS_UNREACHABLE);
  }

  @Test
  void aKeyForEveryTenantIsOneForThisTenant() {
    String key = keys().current().published().toString();
    String forAll = "\"issuer\": \"https://login.microsoftonline.com/{tenantid}/v2.0\"";
    answer("/keys", "{\"keys\": [" + key.replaceFirst("}$", ", ") + forAll + "}]}");
    assertThat(signIn().recognise(List.of("Bearer " + callers().token())))
        .isInstanceOf(SignIn.Result.Recognised.class);
  }

  private void answer(String path, String body) {
    azure
        .faults()
        .add(
            request -> request.path().endsWith(path),
            Fault.before(new Fault.Status(200, body)),
            10);
  }

  private Code refused(SignIn signIn) {
    return ((SignIn.Result.Refused) signIn.recognise(List.of("Bearer " + callers().token())))
        .problem()
        .code();
  }
}
