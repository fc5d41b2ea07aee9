package io.keyhold.local.azure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.keyhold.local.http.Request;
import io.keyhold.local.http.Response;
import io.keyhold.local.http.Service;

/**
 * login.microsoftonline.com, of which challenges speak. Tokens come from the managed-identity
 * endpoint alone, so it tells where it would be and grants nothing.
 */
final class Login implements Service {

  @Override
  public Response answer(Request request) {
    var tenant = request.path().split("/").length > 1 ? request.path().split("/")[1] : "common";
    var base = "https://login.microsoftonline.com/" + tenant;
    var body = JsonNodeFactory.instance.objectNode();
    if (request.path().endsWith("/.well-known/openid-configuration")) {
      body.put("token_endpoint", base + "/oauth2/token");
      body.put("issuer", "https://sts.windows.net/" + tenant + "/");
      body.put("authorization_endpoint", base + "/oauth2/authorize");
      return Response.json(200, body);
    }
    body.put("error", "unauthorized_client");
    body.put("error_description", "The local Azure issues tokens to managed identities only.");
    return Response.json(400, body);
  }
}
