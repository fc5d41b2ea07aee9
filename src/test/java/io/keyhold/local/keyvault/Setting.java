package io.keyhold.local.keyvault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Brings a vault into the state in which the real one was, and notes which words of the recording
 * are replaced by which of ours.
 */
record Setting(VaultFixture fixture, Exchange recorded, Map<String, String> words) {

  private static final byte[] PLAIN =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
  private static final String SOME_VERSION = "0123456789abcdef0123456789abcdef";

  void prepare() {
    var stock = new Stock(fixture.vault);
    var answer = recorded.response().path("body");
    String name = recorded.object();
    switch (recorded.name()) {
      case "no-token-2026", "no-token-2025", "wrong-audience", "wrong-issuer" -> {}
      case "get-key-not-found", "recover-not-existing-key", "get-policy-of-missing-key" -> {}
      case "get-secret-version-not-found-or-deleted", "restore-malformed-blob" -> {}
      case "create-rsa-default-key-ops-2026", "create-rsa-7.4-attribute-set" -> {}
      case "set-secret-2025", "set-disabled-secret", "rbac-get-secret" -> deny();
      case "create-disabled-second-version" -> stock.key(name);
      case "get-key-latest-2026", "get-key-by-version", "get-latest-version-disabled" ->
          stock.answered(answer);
      case "patch-disabled-key", "patch-exp-into-the-past" -> stock.answered(answer);
      case "delete-disabled-key", "delete-key", "delete-secret-2025" -> stock.answered(answer);
      case "get-key-after-recover" -> stock.answered(answer);
      case "get-older-enabled-version-while-latest-disabled" -> {
        stock.answered(answer);
        stock.key(name);
        fixture.vault.keys().disable(name, "");
      }
      case "get-expired-secret" -> stock.secret(name);
      case "get-disabled-secret" -> {
        stock.secret(name);
        fixture.vault.secrets().disable(name, "");
      }
      case "get-deleted-key", "recover-deleted-key" -> {
        stock.answered(answer);
        deleted(name);
      }
      case "get-key-right-after-delete",
          "get-deleted-key-too-early",
          "purge-key-while-being-deleted" -> {
        stock.key(name);
        fixture.vault.keys().delete(name);
      }
      case "get-deleted-secret-too-early-2025" -> {
        stock.secret(name);
        fixture.vault.secrets().delete(name);
      }
      case "purge-key", "create-key-while-soft-deleted" -> {
        stock.key(name);
        deleted(name);
      }
      case "purge-secret-in-protected-vault" -> {
        stock.secret(name);
        fixture.vault.secrets().delete(name);
      }
      case "set-secret-while-being-recovered" -> {
        stock.secret(name);
        fixture.vault.secrets().delete(name);
        fixture.clock.advance(Duration.ofSeconds(6));
        fixture.vault.secrets().recover(name);
      }
      case "vault-soft-deleted-or-gone" -> fixture.vaults.delete(fixture.vault.settings().name());
      case "backup-key", "get-policy-never-set", "put-policy", "rotate-without-policy" ->
          stock.key(name);
      case "get-policy" -> policy(name, answer);
      case "rotate-with-expiry-policy" ->
          policy(name, Json.object().set("attributes", Json.object().put("expiryTime", "P30D")));
      case "restore-key-2026",
          "restore-key-name-still-in-use-2026",
          "restore-secret-name-still-in-use-2021" ->
          backup(stock);
      case "access-policy-get-secret-accessdenied" -> {
        fixture.vault.refusePoliciesWith(PolicyRefusal.ACCESS_DENIED);
        deny();
      }
      case "access-policy-get-secret-forbiddenbypolicy" -> {
        words.put("{version}", SOME_VERSION);
        deny();
      }
      case "firewall" -> fixture.vault.firewall(true);
      case "network-security-perimeter" -> fixture.vault.network(Network.PERIMETER);
      case "public-access-disabled" -> fixture.vault.network(Network.PRIVATE_ONLY);
      case "too-many-sign-requests" -> fixture.vault.throttle(1);
      default -> lists(stock, answer);
    }
  }

  private void lists(Stock stock, JsonNode answer) {
    switch (recorded.name()) {
      case "list-versions-with-a-disabled-one", "list-versions-one-page-order" ->
          answer.path("value").forEach(item -> stock.keyItem(item));
      case "list-versions-page-1" -> {
        answer.path("value").forEach(item -> stock.keyItem(item));
        stock.key(recorded.object(), "ffffffffffffffffffffffffffffffff");
      }
      case "list-keys-page-1" -> {
        answer.path("value").forEach(item -> stock.keyItem(item));
        stock.key("zzz");
      }
      case "list-keys-page-2" -> {
        stock.key("aaa");
        answer.path("value").forEach(item -> stock.keyItem(item));
        String link =
            body(send("GET", "/keys", "api-version=7.0&maxresults=1", ""))
                .path("nextLink")
                .asText();
        words.put(recorded.request().path("query").asText(), link.substring(link.indexOf('?') + 1));
      }
      default -> use(stock);
    }
  }

  /** Calls on a key's mathematics: the ciphertexts of the recordings were left out. */
  private void use(Stock stock) {
    String[] path = recorded.request().path("path").asText().split("/");
    String version = path.length > 4 && !path[3].startsWith("{") ? path[3] : SOME_VERSION;
    String name = recorded.object();
    words.put("{version}", version);
    stock.key(name, version);
    var keys = fixture.vault.keys();
    String algorithm = recorded.request().path("body").path("alg").asText();
    var value = recorded.request().path("body").path("value").asText();
    switch (recorded.name()) {
      case "unwrapkey-rsa-oaep-256", "unwrapkey-rsa-oaep", "unwrapkey-rsa1-5" ->
          words.put(value, Base64Url.of(keys.wrap(name, version, algorithm, PLAIN)));
      case "decrypt-versionless-after-new-version" -> {
        words.put(value, Base64Url.of(keys.wrap(name, version, algorithm, PLAIN)));
        keys.generate(name, 2048);
      }
      case "decrypt-garbage-rsa-oaep" -> words.put(value, Base64Url.of(new byte[256]));
      case "operation-not-in-key-ops" -> {
        keys.operations(name, version, List.of("sign"));
        words.put(value, Base64Url.of(PLAIN));
      }
      case "private-operation-on-disabled-key" -> {
        keys.disable(name, version);
        words.put(value, Base64Url.of(PLAIN));
      }
      case "wrapkey-rsa-oaep-256",
          "unwrapkey-value-not-base64url",
          "encrypt-without-alg",
          "get-key-malformed-version" -> {}
      default -> throw new IllegalStateException("No scene for " + recorded.name());
    }
  }

  private void deny() {
    if (recorded.status() == 403) {
      fixture.vault.deny("*", "*");
    }
  }

  private void deleted(String name) {
    fixture.vault.keys().delete(name);
    fixture.clock.advance(Duration.ofSeconds(6));
  }

  private void policy(String name, JsonNode policy) {
    new Stock(fixture.vault).key(name);
    send("PUT", "/keys/" + name + "/rotationpolicy", "api-version=7.4", policy.toString());
  }

  /** A restore needs a blob of our own, and a name that is free or not quite. */
  private void backup(Stock stock) {
    boolean key = recorded.request().path("path").asText().startsWith("/keys");
    String collection = key ? "keys" : "secrets";
    String url = Stock.urlIn(recorded.response().path("body"));
    String[] parts = url.split("/");
    String name = parts[4];
    if (key) {
      stock.key(name, parts[5]);
    } else {
      stock.secret(name, parts[5]);
    }
    var blob = body(send("POST", "/" + collection + "/" + name + "/backup", "api-version=7.5", ""));
    words.put(recorded.request().path("body").path("value").asText(), blob.path("value").asText());
    if (recorded.status() == 200) {
      fixture.vault.keys().purge(name);
    } else if (key) {
      deleted(name);
      send("DELETE", "/deletedkeys/" + name, "api-version=7.5", "");
    }
  }

  private byte[] send(String method, String path, String query, String body) {
    return InProcess.bytes(fixture.send(method, path, query, body));
  }

  private static ObjectNode body(byte[] bytes) {
    return (ObjectNode) Json.body(bytes);
  }
}
