package io.keyhold.local.keyvault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/** One use of one key version: first whether it may be used so, then the mathematics. */
record KeyUse(KeyVersion key, KeyOperation operation, String kid) {

  /**
   * Disabled wins over everything else. That wrapping is refused outside the dates is documented;
   * with which inner code is not known, so that there is none.
   */
  void requireAllowed(Instant now) {
    if (!key.attributes().enabled()) {
      throw Kind.KEY.disabled(operation.word());
    }
    if (!key.operations().contains(operation.word())) {
      throw VaultError.forbidden(
          "Operation " + operation.word() + " is not permitted on this key.",
          "KeyOperationForbidden");
    }
    if (!operation.allowedOutOfDate() && !key.attributes().inForce(now)) {
      throw new VaultError(
          403,
          "Forbidden",
          "Operation "
              + operation.word()
              + " is not allowed on a key that is expired or not yet valid.",
          Optional.empty());
    }
  }

  ObjectNode run(JsonNode body) {
    String algorithm = Json.text(body, "alg").orElseThrow(VaultError::invalidProperty);
    return switch (operation) {
      case ENCRYPT, WRAP -> answer(cipher(algorithm).close(rsa(), bytes(body, "value")));
      case DECRYPT, UNWRAP -> answer(cipher(algorithm).open(rsa(), bytes(body, "value")));
      case SIGN -> answer(new Signing(key.material(), algorithm).sign(bytes(body, "value")));
      case VERIFY ->
          Json.object()
              .put(
                  "value",
                  new Signing(key.material(), algorithm)
                      .verify(bytes(body, "digest"), bytes(body, "value")));
    };
  }

  private ObjectNode answer(byte[] value) {
    return Json.object().put("kid", kid).put("value", Base64Url.of(value));
  }

  private static RsaCipher cipher(String algorithm) {
    return RsaCipher.named(algorithm).orElseThrow(VaultError::invalidProperty);
  }

  /** A key on a curve gets here only if its key_ops were set to what it cannot do. */
  private RsaMaterial rsa() {
    return switch (key.material()) {
      case RsaMaterial rsa -> rsa;
      case EcMaterial ec -> throw VaultError.invalidProperty();
    };
  }

  private static byte[] bytes(JsonNode body, String member) {
    String text = Json.text(body, member).orElseThrow(() -> VaultError.required(member));
    return Base64Url.bytes(text)
        .orElseThrow(
            () ->
                VaultError.badParameter(
                    "Content of '%1$s' is not base64url.\r\nProperty '%1$s' is required.\r\n"
                        .formatted(member)));
  }
}
