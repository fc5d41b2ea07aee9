package io.keyhold.local.keyvault;

import io.keyhold.local.http.Request;
import io.keyhold.local.http.Response;
import java.util.Map;
import java.util.UUID;

/** The headers of every answer, whatever it says. */
final class AnswerHeaders {

  private static final Map<String, String> FIXED =
      Map.of(
          "Cache-Control", "no-cache",
          "Pragma", "no-cache",
          "Expires", "-1",
          "Strict-Transport-Security", "max-age=31536000;includeSubDomains",
          "X-Content-Type-Options", "nosniff",
          "x-ms-keyvault-network-info",
              "conn_type=Ipv4;addr=" + Refusals.CLIENT_ADDRESS + ";act_addr_fam=InterNetwork;",
          // As the newest recordings show it.
          "x-ms-keyvault-service-version", "1.9.3347.1");

  private AnswerHeaders() {}

  static Response on(Response answer, VaultSettings vault, Request request) {
    var result =
        answer
            .with("x-ms-keyvault-region", vault.location())
            .with("x-ms-request-id", UUID.randomUUID().toString());
    for (var header : FIXED.entrySet()) {
      result = result.with(header.getKey(), header.getValue());
    }
    var clientId = request.header("x-ms-client-request-id");
    return clientId.isPresent() ? result.with("x-ms-client-request-id", clientId.get()) : result;
  }
}
