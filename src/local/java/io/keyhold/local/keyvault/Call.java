package io.keyhold.local.keyvault;

import io.keyhold.local.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One request, its path taken apart.
 *
 * @param collection "keys", "deletedkeys", "secrets" or "deletedsecrets", or what else was asked
 * @param name of the object; empty for a whole collection
 * @param version empty for the newest
 * @param operation the word that follows, such as "unwrapkey"; empty when the method says it all
 */
record Call(
    Request request,
    ApiVersion api,
    String collection,
    String name,
    String version,
    String operation) {

  static Call of(Request request) {
    var api =
        ApiVersion.of(
            request
                .parameter("api-version")
                .orElseThrow(() -> VaultError.badParameter("api-version must be specified")));
    List<String> parts =
        Arrays.stream(request.path().substring(1).split("/", -1)).map(Call::decoded).toList();
    String collection = part(parts, 0).toLowerCase(Locale.ROOT);
    String name = part(parts, 1);
    requireName(name);
    String second = part(parts, 2);
    if (parts.size() > 3) {
      if (!second.isEmpty() && !Version.isId(second)) {
        throw notAllowed(request.method(), second);
      }
      return new Call(request, api, collection, name, second, part(parts, 3));
    }
    return Version.isId(second)
        ? new Call(request, api, collection, name, second, "")
        : new Call(request, api, collection, name, "", second);
  }

  /** Methods and operations that do not belong together, such as a version id that is too short. */
  VaultError notAllowed() {
    return notAllowed(request.method(), operation);
  }

  private static VaultError notAllowed(String method, String operation) {
    return VaultError.badParameter(
        "Method %s does not allow operation '%s'".formatted(method, operation));
  }

  /**
   * What a whole collection answers to methods that it does not have, such as a PUT with no name.
   */
  VaultError methodNotAllowed() {
    return new VaultError(
        405, "MethodNotAllowed", "HTTP " + request.method() + " not allowed", Optional.empty());
  }

  String verb() {
    return request.method() + " " + operation.toLowerCase(Locale.ROOT);
  }

  private static void requireName(String name) {
    if (!name.matches("[0-9a-zA-Z-]{0,127}")) {
      throw VaultError.badParameter("The request URI contains an invalid name: " + name);
    }
  }

  private static String part(List<String> parts, int index) {
    return index < parts.size() ? parts.get(index) : "";
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
