package io.keyhold.fidelity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The bodies of a session's requests, which were not recorded: the answers tell what was asked. */
final class SessionBody {

  private static final int KEY_BITS = 2048;

  /** As long as RSA-OAEP takes, so that it is seen to be bytes. */
  private static final String LONG = "A".repeat(120);

  /** The last answer of an operation whose result is sent back later. */
  private final Map<String, String> results = new HashMap<>();

  /** Remembers what later requests need. */
  void learn(Recorded call, Answer answer) {
    var last = last(call.path());
    if (List.of("backup", "wrapkey").contains(last) && answer.status() == 200) {
      results.put(last, answer.json().path("value").asText());
    }
  }

  String of(Recorded call) {
    var made =
        switch (call.method()) {
          case "PUT", "PATCH", "POST" ->
              call.path().contains(".vault.azure.net/") ? vault(call) : arm(call);
          default -> Past.node();
        };
    return made.isEmpty() ? "" : made.toString();
  }

  private ObjectNode vault(Recorded call) {
    var answer = call.body();
    var body = Past.node();
    keep(answer, body, "value", "contentType", "tags");
    var attributes = body.putObject("attributes");
    keep(answer.path("attributes"), attributes, "enabled", "nbf", "exp");
    return switch (last(call.path())) {
      case "backup" -> Past.node();
      case "restore" -> Past.node().put("value", results.get("backup"));
      case "wrapkey" -> Past.node().put("alg", "RSA-OAEP").put("value", LONG);
      case "unwrapkey" -> Past.node().put("alg", "RSA-OAEP").put("value", results.get("wrapkey"));
      case "create" -> {
        keep(answer.path("key"), body, "kty", "crv", "key_ops");
        yield body;
      }
      default -> {
        if (call.method().equals("PUT") && call.path().contains("/keys/")) {
          body.set("key", imported());
        } else {
          keep(answer.path("key"), body, "key_ops");
        }
        yield body;
      }
    };
  }

  private static ObjectNode arm(Recorded call) {
    var path = call.path();
    var answer = call.body();
    if (path.endsWith("/beginGetAccess")) {
      return Past.node().put("access", "Read").put("durationInSeconds", 3600);
    }
    if (call.method().equals("POST") || !answer.isObject()) {
      return Past.node();
    }
    if (path.matches(".*/virtualMachines/[^/]+")) {
      var machine = Written.machine(answer);
      return call.method().equals("PATCH") ? machine.without("location") : machine;
    }
    var body = (ObjectNode) answer.deepCopy();
    body.remove(List.of("id", "name", "type", "etag"));
    if (body.get("properties") instanceof ObjectNode properties) {
      properties.remove(
          List.of("provisioningState", "isArmResource", "vaultUri", "resourceGuid", "diskState"));
      if (properties.get("creationData") instanceof ObjectNode creation) {
        creation.remove("sourceUniqueId");
      }
    }
    return body;
  }

  private static ObjectNode imported() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_BITS);
      var key = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
      return Past.node()
          .put("kty", "RSA")
          .put("n", text(key.getModulus()))
          .put("e", text(key.getPublicExponent()))
          .put("d", text(key.getPrivateExponent()))
          .put("p", text(key.getPrimeP()))
          .put("q", text(key.getPrimeQ()))
          .put("dp", text(key.getPrimeExponentP()))
          .put("dq", text(key.getPrimeExponentQ()))
          .put("qi", text(key.getCrtCoefficient()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(BigInteger number) {
    var bytes = number.toByteArray();
    int from = bytes[0] == 0 ? 1 : 0;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
  }

  private static void keep(JsonNode from, ObjectNode to, String... names) {
    for (var name : names) {
      if (from.has(name)) {
        to.set(name, from.get(name).deepCopy());
      }
    }
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
