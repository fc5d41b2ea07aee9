package io.keyhold.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.azure.AzureSettings.PolicyPlace;
import io.keyhold.azure.AzureSettings.Reading;
import io.keyhold.azure.http.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pins the names, forms and defaults of the settings: operators have written them down. */
class AzureSettingsTest {

  private static final String CATALOGUE = "https://keyholdstate.blob.core.windows.net";

  private static Map<String, String> with(String... pairs) {
    Map<String, String> environment = new HashMap<>(Map.of("KEYHOLD_CATALOGUE", CATALOGUE));
    for (int at = 0; at < pairs.length; at += 2) {
      environment.put(pairs[at], pairs[at + 1]);
    }
    return environment;
  }

  private static AzureSettings valid(Map<String, String> environment) {
    Reading reading = AzureSettings.read(environment);
    assertThat(reading).isInstanceOf(Reading.Valid.class);
    return ((Reading.Valid) reading).settings();
  }

  private static List<String> mistakes(Map<String, String> environment) {
    Reading reading = AzureSettings.read(environment);
    assertThat(reading).isInstanceOf(Reading.Invalid.class);
    return ((Reading.Invalid) reading).mistakes();
  }

  @Test
  void theCatalogueAloneIsEnoughAndTheRestHasDefaults() {
    assertThat(valid(with()))
        .isEqualTo(
            new AzureSettings(
                URI.create(CATALOGUE),
                Optional.empty(),
                Cloud.PUBLIC,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(60),
                Optional.empty()));
  }

  @Test
  void everySettingIsReadUnderItsName() {
    AzureSettings settings =
        valid(
            Map.of(
                "KEYHOLD_CATALOGUE", "https://keyholdstate.blob.core.usgovcloudapi.net/",
                "KEYHOLD_POLICIES", "/home/site/policies.json",
                "KEYHOLD_CLOUD", "usgovernment",
                "HTTPS_PROXY", "http://proxy.example:3128",
                "NO_PROXY", "internal.example",
                "KEYHOLD_CA_FILE", "/etc/ca.pem",
                "KEYHOLD_HTTP_TIMEOUT", "5",
                "AZURE_CLIENT_ID", "bbbbbbbb-0000-4000-8000-000000000001"));
    assertThat(settings)
        .isEqualTo(
            new AzureSettings(
                URI.create("https://keyholdstate.blob.core.usgovcloudapi.net/"),
                Optional.of(new PolicyPlace.File(Path.of("/home/site/policies.json"))),
                Cloud.US_GOVERNMENT,
                Optional.of(
                    new Proxy(
                        "proxy.example", 3128, Optional.empty(), List.of("internal.example"))),
                Optional.of(Path.of("/etc/ca.pem")),
                Duration.ofSeconds(5),
                Optional.of("bbbbbbbb-0000-4000-8000-000000000001")));
  }

  @ParameterizedTest
  @CsvSource({"public,PUBLIC", "usgovernment,US_GOVERNMENT", "china,CHINA", "Public,PUBLIC"})
  void aCloudIsNamedByItsWord(String word, Cloud cloud) {
    String host =
        switch (cloud) {
          case PUBLIC -> "core.windows.net";
          case US_GOVERNMENT -> "core.usgovcloudapi.net";
          case CHINA -> "core.chinacloudapi.cn";
        };
    Map<String, String> environment =
        with("KEYHOLD_CLOUD", word, "KEYHOLD_CATALOGUE", "https://keyholdstate.blob." + host);
    assertThat(valid(environment).cloud()).isEqualTo(cloud);
  }

  @Test
  void blankSettingsCountAsNotSet() {
    assertThat(valid(with("KEYHOLD_POLICIES", " ", "AZURE_CLIENT_ID", "", "HTTPS_PROXY", "")))
        .isEqualTo(valid(with()));
  }

  @Test
  void lowerCaseNamesOfProxySettingsAreUnderstood() {
    Proxy proxy =
        valid(with("https_proxy", "http://proxy:8080", "no_proxy", "a.example"))
            .proxy()
            .orElseThrow();
    assertThat(proxy).isEqualTo(new Proxy("proxy", 8080, Optional.empty(), List.of("a.example")));
  }

  @Test
  void policiesCanBeABlob() {
    String url = CATALOGUE + "/setup/policies.json";
    assertThat(valid(with("KEYHOLD_POLICIES", url)).policies())
        .contains(new PolicyPlace.Blob(URI.create(url)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keyholdstate",
        "http://keyholdstate.blob.core.windows.net",
        "https://keyholdstate.blob.core.windows.net/container",
        "https://keyholdstate.blob.core.windows.net:8443",
        "https://keyholdstate.blob.core.windows.net?sv=2020",
        "https://keyholdstate.blob.core.chinacloudapi.cn",
        "https://evil.example/.blob.core.windows.net",
        "https://a.b.blob.core.windows.net",
        "https://user@keyholdstate.blob.core.windows.net"
      })
  void onlyTheBlobHostOfTheCloudIsACatalogue(String url) {
    assertThat(mistakes(with("KEYHOLD_CATALOGUE", url)))
        .singleElement()
        .asString()
        .startsWith("KEYHOLD_CATALOGUE is not of the form https://<account>.blob.core.windows.net");
  }

  @Test
  void aSignedUrlOfPoliciesIsRefusedWithoutShowingItsSignature() {
    String url = CATALOGUE + "/setup/policies.json?sig=secret";
    assertThat(mistakes(with("KEYHOLD_POLICIES", url)))
        .singleElement()
        .asString()
        .startsWith("KEYHOLD_POLICIES")
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"policies.json", "https://example.com/policies.json", CATALOGUE})
  void policiesAreAnAbsolutePathOrABlob(String place) {
    assertThat(mistakes(with("KEYHOLD_POLICIES", place)))
        .singleElement()
        .asString()
        .startsWith("KEYHOLD_POLICIES is not ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"proxy:8080", "proxy.example", "https://proxy:8080", "socks5://p:1", "http://"})
  void aProxyWithoutItsSchemeIsAClearMistakeAndNotLeftOut(String proxy) {
    assertThat(mistakes(with("HTTPS_PROXY", proxy)))
        .singleElement()
        .asString()
        .startsWith("HTTPS_PROXY is not of the form http://");
  }

  @Test
  void thePasswordOfAProxyIsInNoMistakeAndNoText() {
    assertThat(mistakes(with("HTTPS_PROXY", "https://user:hunter2@proxy:1")).toString())
        .doesNotContain("hunter2");
    assertThat(valid(with("HTTPS_PROXY", "http://user:hunter2@proxy:1")).toString())
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.5", "1000", "60s"})
  void aTimeoutIsAWholeNumberOfSeconds(String timeout) {
    assertThat(mistakes(with("KEYHOLD_HTTP_TIMEOUT", timeout)))
        .containsExactly(
            "KEYHOLD_HTTP_TIMEOUT is not a number of seconds from 1 to 999: " + timeout);
  }

  @Test
  void allMistakesAreListedAtOnce() {
    assertThat(
            mistakes(
                Map.of(
                    "KEYHOLD_CLOUD", "moon",
                    "KEYHOLD_POLICIES", "here",
                    "KEYHOLD_CA_FILE", "ca.pem",
                    "KEYHOLD_HTTP_TIMEOUT", "soon",
                    "HTTPS_PROXY", "proxy")))
        .hasSize(6)
        .anySatisfy(one -> assertThat(one).isEqualTo("KEYHOLD_CATALOGUE is not set"));
  }
}
