package io.keyhold.azure.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyTest {

  private static Proxy proxy(String direct) {
    return Proxy.parse("http://proxy.example:3128", direct).orElseThrow();
  }

  private static boolean throughProxy(Proxy proxy, String url) {
    return new ProxyRoute(proxy).select(URI.create(url)).getFirst().type()
        == java.net.Proxy.Type.HTTP;
  }

  @Test
  void httpsGoesThroughTheProxyAndPlainHttpNever() {
    Proxy proxy = proxy("");
    assertThat(throughProxy(proxy, "https://management.azure.com/")).isTrue();
    assertThat(throughProxy(proxy, "http://127.0.0.1:41741/msi/token")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "vault.azure.net; kv.vault.azure.net; false",
        ".vault.azure.net; kv.vault.azure.net; false",
        "*.vault.azure.net; kv.vault.azure.net; false",
        "VAULT.azure.NET; kv.vault.azure.net; false",
        "' a.example ,  kv.vault.azure.net:443 '; KV.vault.azure.net; false",
        "*; kv.vault.azure.net; false",
        "azure.net; notazure.net; true",
        "kv.vault.azure.net; other.vault.azure.net; true",
        "''; kv.vault.azure.net; true"
      })
  void hostsToBeReachedDirectlyAreReadForgivingly(String list, String host, boolean through) {
    assertThat(throughProxy(proxy(list), "https://" + host + "/keys/kek")).isEqualTo(through);
  }

  @Test
  void aLoginIsDecoded() {
    Proxy proxy = Proxy.parse("http://us%40er:p%3Aa+ss@proxy:8080", "").orElseThrow();
    assertThat(proxy.login()).contains(new Proxy.Login("us@er", "p:a+ss"));
    assertThat(proxy.authenticator()).isPresent();
  }

  @Test
  void withoutAPortItIsEighty() {
    assertThat(Proxy.parse("http://proxy", ""))
        .contains(new Proxy("proxy", 80, Optional.empty(), List.of()));
  }
}
