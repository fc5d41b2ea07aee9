package io.keyhold.azure.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.azure.signin.SignInSettings.Reading;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignInSettingsTest {

  private static final String TENANT = "22222222-2222-2222-2222-222222222222";
  private static final String APP = "CCCCCCCC-0000-4000-8000-00000000000A";

  @Test
  void twoIdsAreWhatItNeeds() {
    assertThat(read(TENANT, " " + APP + " "))
        .isEqualTo(
            new Reading.Valid(new SignInSettings(TENANT, "cccccccc-0000-4000-8000-00000000000a")));
  }

  @Test
  void whatIsMissingOrNoIdIsNamed() {
    assertThat(read("", ""))
        .isEqualTo(
            new Reading.Invalid(
                java.util.List.of("KEYHOLD_TENANT is not set", "KEYHOLD_AUDIENCE is not set")));
    assertThat(((Reading.Invalid) read("contoso.onmicrosoft.com", APP)).mistakes())
        .containsExactly("KEYHOLD_TENANT is no id: contoso.onmicrosoft.com");
    assertThat(((Reading.Invalid) read("common", "api://" + APP)).mistakes()).hasSize(2);
  }

  private static Reading read(String tenant, String audience) {
    return SignInSettings.read(Map.of("KEYHOLD_TENANT", tenant, "KEYHOLD_AUDIENCE", audience));
  }
}
