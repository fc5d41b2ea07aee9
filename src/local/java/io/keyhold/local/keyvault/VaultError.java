package io.keyhold.local.keyvault;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.local.http.Response;
import java.util.Optional;

/** A refusal on its way to the caller. Its body is the one form that Key Vault has for errors. */
final class VaultError extends RuntimeException {

  private final int status;
  private final String code;
  private final Optional<String> inner;

  VaultError(int status, String code, String message, Optional<String> inner) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.inner = inner;
  }

  static VaultError badParameter(String message) {
    return new VaultError(400, "BadParameter", message, Optional.empty());
  }

  /** What a missing or unknown value of an enumeration answers; the real text names nothing. */
  static VaultError invalidProperty() {
    return badParameter("Property  has invalid value\r\n");
  }

  static VaultError required(String property) {
    return badParameter("Property '" + property + "' is required.\r\n");
  }

  static VaultError forbidden(String message, String inner) {
    return new VaultError(403, "Forbidden", message, Optional.of(inner));
  }

  static VaultError conflict(String message, String inner) {
    return new VaultError(409, "Conflict", message, Optional.of(inner));
  }

  /** The text of a string member; anything else is refused. */
  static String text(JsonNode value) {
    if (value.isTextual()) {
      return value.textValue();
    }
    throw invalidProperty();
  }

  Response answer() {
    var error = Json.object().put("code", code).put("message", getMessage());
    inner.ifPresent(text -> error.set("innererror", Json.object().put("code", text)));
    return Response.json(status, Json.object().set("error", error)).fact("refusal", getMessage());
  }
}
