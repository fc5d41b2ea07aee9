package io.keyhold.local.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.http.Request;
import io.keyhold.local.http.RequestParts;
import io.keyhold.local.http.Response;
import io.keyhold.local.http.Service;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * login.microsoftonline.com with its one tenant: the metadata and the keys of both versions, and
 * tokens for a client that shows its secret. Its errors have Entra's numbers; the sentences are
 * remembered, not recorded.
 */
public final class Entra implements Service {

  public static final String HOST = "login.microsoftonline.com";

  private static final Pattern PATH = Pattern.compile("/([^/]+)(/.*)");
  private static final String TENANT = "https://" + HOST + "/" + Identities.TENANT;

  private final SigningKeys keys;
  private final Callers callers;

  public Entra(SigningKeys keys, Callers callers) {
    this.keys = keys;
    this.callers = callers;
  }

  @Override
  public Response answer(Request request) {
    var path = PATH.matcher(request.path());
    if (!path.matches()) {
      return Response.empty(404);
    }
    if (!path.group(1).equalsIgnoreCase(Identities.TENANT)) {
      var what = "AADSTS90002: Tenant '" + path.group(1) + "' not found.";
      return error(400, "invalid_tenant", 90002, what);
    }
    return switch (path.group(2)) {
      case "/v2.0/.well-known/openid-configuration" -> metadata(TENANT + "/v2.0", "/v2.0");
      case "/.well-known/openid-configuration" ->
          metadata("https://sts.windows.net/" + Identities.TENANT + "/", "");
      case "/discovery/v2.0/keys", "/discovery/keys" -> published();
      case "/oauth2/v2.0/token" -> token(form(request), "scope");
      case "/oauth2/token" -> token(form(request), "resource");
      default -> Response.empty(404);
    };
  }

  private static Response metadata(String issuer, String version) {
    var body = JsonNodeFactory.instance.objectNode();
    body.put("token_endpoint", TENANT + "/oauth2" + version + "/token");
    body.put("jwks_uri", TENANT + "/discovery" + version + "/keys");
    body.put("issuer", issuer);
    body.put("authorization_endpoint", TENANT + "/oauth2" + version + "/authorize");
    body.putArray("id_token_signing_alg_values_supported").add("RS256");
    return Response.json(200, body);
  }

  /** Entra names in each key whose tokens it signs. */
  private Response published() {
    var body = JsonNodeFactory.instance.objectNode();
    var list = body.putArray("keys");
    keys.all()
        .forEach(
            key ->
                list.add(
                    key.published()
                        .put("cloud_instance_name", "microsoftonline.com")
                        .put("issuer", TENANT + "/v2.0")));
    return Response.json(200, body);
  }

  /**
   * Client credentials. Version 2 of the endpoint is asked by {@code scope}, 1 by {@code resource};
   * the version of the token is the application's choice and not the endpoint's.
   */
  private Response token(Map<String, String> form, String by) {
    if (!"client_credentials".equals(form.get("grant_type"))) {
      return error(
          400, "unsupported_grant_type", 70003, "AADSTS70003: not a grant_type known here.");
    }
    if (!callers.isClient(form.getOrDefault("client_id", ""), form.get("client_secret"))) {
      return error(
          401, "invalid_client", 7000215, "AADSTS7000215: Invalid client secret provided.");
    }
    var resource = form.getOrDefault(by, "").replaceFirst("/\\.default$", "");
    if (!resource.replace("api://", "").equals(Callers.APPLICATION)) {
      var what = "AADSTS500011: The resource principal named " + resource + " was not found.";
      return error(400, "invalid_resource", 500011, what);
    }
    var lifetime = callers.plan().lifetime().toSeconds();
    var body =
        JsonNodeFactory.instance
            .objectNode()
            .put("token_type", "Bearer")
            .put("expires_in", lifetime)
            .put("ext_expires_in", lifetime)
            .put("access_token", callers.token());
    return Response.json(200, body);
  }

  private static Map<String, String> form(Request request) {
    return RequestParts.query(new String(request.body(), StandardCharsets.UTF_8));
  }

  private static Response error(int status, String error, int number, String description) {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("error", error)
            .put("error_description", description);
    body.putArray("error_codes").add(number);
    return Response.json(status, body);
  }
}
