package io.keyhold.local.keyvault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A recorded or quoted call, which can be sent to a vault that was brought into the state of the
 * real one.
 *
 * @param id the file and the name
 */
public record VaultExchange(String id, Exchange recorded) {

  private static final Pattern RENAMED = Pattern.compile("keyvault_name|fakevault|azkvrecordtests");

  /** Of these the recording was shortened, or what they carry is longer than ours. */
  private static final Set<String> LENGTHS_DIFFER =
      Set.of(
          "backup-key",
          "unwrapkey-rsa1-5",
          "unwrapkey-rsa-oaep",
          "list-keys-page-1",
          "list-versions-page-1");

  /** Headers that say when, where and how, not what. */
  private static final Set<String> NOT_COMPARED =
      Set.of(
          "content-length",
          "date",
          "x-powered-by",
          "x-ms-keyvault-rbac-cache",
          "x-ms-keyvault-region",
          "x-ms-keyvault-service-version",
          "x-ms-keyvault-network-info",
          "x-ms-keyvault-rbac-assignment-id",
          "x-ms-request-id");

  public static List<VaultExchange> all(Path folder) {
    return Exchange.all(folder).stream()
        .map(exchange -> new VaultExchange(exchange.topic() + "/" + exchange.name(), exchange))
        .toList();
  }

  /** What differs between the recorded answer and the local vault's; empty if nothing does. */
  public Map<String, String> differences() {
    try {
      compare(recorded);
      return Map.of();
    } catch (AssertionError | IllegalStateException e) {
      return Map.of("answer", e.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compare(Exchange recorded) throws IOException {
    var scene = Scene.of(recorded);
    var expected = scene.exchange();
    String host = scene.fixture().vault.settings().host();
    if (recorded.response().path("status").isNull()) {
      assertThat(scene.fixture().vaults.exists(host)).isFalse();
      return;
    }
    var answer = scene.fixture().vaults.answer(expected.asSent(host, scene.caller()));
    String text = new String(InProcess.bytes(answer), StandardCharsets.UTF_8);
    assertThat(answer.status()).as(text).isEqualTo(expected.status());
    assertHeaders(expected, answer.headers());
    assertLength(recorded, text.replace(host, String.join("", Scene.hosts(recorded))));
    if (expected.response().path("body").isNull()) {
      assertThat(text.isEmpty() || expected.status() == 200).isTrue();
    } else {
      Shape.assertSame(
          expected.response().path("body"), new ObjectMapper().readTree(text), makes(expected));
    }
  }

  /** Byte for byte as long as the real answer, where the recorder left the vault's name alone. */
  private static void assertLength(Exchange recorded, String text) {
    boolean comparable =
        recorded.headers().containsKey("date")
            && !LENGTHS_DIFFER.contains(recorded.name())
            && Scene.hosts(recorded).stream().noneMatch(RENAMED.asPredicate());
    if (comparable && recorded.headers().containsKey("content-length")) {
      assertThat(text).hasSize(Integer.parseInt(recorded.headers().get("content-length")));
    }
  }

  private static void assertHeaders(Exchange expected, Map<String, String> actual) {
    var lower = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    lower.putAll(actual);
    expected
        .headers()
        .forEach(
            (name, value) -> {
              if (name.equals("content-length") || name.equals("date")) {
                return;
              }
              if (!Set.of("x-powered-by", "x-ms-keyvault-rbac-cache").contains(name)) {
                assertThat(lower).containsKey(name);
              }
              if (!NOT_COMPARED.contains(name) && !value.equals("REDACTED")) {
                assertThat(lower.get(name)).as(name).isEqualTo(value);
              }
            });
    if (expected.headers().containsKey("strict-transport-security")) {
      assertThat(expected.headers().keySet()).containsAll(named(lower.keySet()));
    }
  }

  /** In small letters; without the request id, which some recorders dropped. */
  private static Set<String> named(Set<String> headers) {
    return headers.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .filter(name -> !name.equals("x-ms-request-id"))
        .collect(Collectors.toSet());
  }

  /** Whether the call makes a version. */
  private static boolean makes(Exchange exchange) {
    String path = exchange.request().path("path").asText();
    return path.endsWith("/create")
        || path.endsWith("/rotate")
        || exchange.request().path("method").asText().equals("PUT");
  }
}
