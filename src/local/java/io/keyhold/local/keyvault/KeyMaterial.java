package io.keyhold.local.keyvault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalInt;

/** A key pair. The private half leaves it only into a backup blob. */
sealed interface KeyMaterial permits RsaMaterial, EcMaterial {

  /** The operations of a key that was created without naming any. */
  List<String> allOperations();

  /** The size that attributes show; curves have none. */
  OptionalInt bits();

  String kty();

  /** Adds the public members in the order of the wire form. */
  void writePublic(ObjectNode key);

  /** The whole pair as a JSON Web Key. */
  ObjectNode privateKey();

  /** A new pair of the same kind, for a rotation. */
  KeyMaterial another();

  static KeyMaterial generate(JsonNode request) {
    String kty = Json.text(request, "kty").orElseThrow(VaultError::invalidProperty);
    return switch (kty) {
      case "RSA", "RSA-HSM" ->
          RsaMaterial.generate(
              kty, Json.member(request, "key_size").map(JsonNode::asInt).orElse(2048));
      case "EC", "EC-HSM" -> EcMaterial.generate(kty, Json.text(request, "crv").orElse("P-256"));
      default -> throw VaultError.invalidProperty();
    };
  }

  static KeyMaterial of(JsonNode key) {
    String kty = Json.text(key, "kty").orElseThrow(VaultError::invalidProperty);
    return switch (kty) {
      case "RSA", "RSA-HSM" -> RsaMaterial.of(kty, key);
      case "EC", "EC-HSM" -> EcMaterial.of(kty, key);
      default -> throw VaultError.invalidProperty();
    };
  }
}
