package io.keyhold.local.blob;

import io.keyhold.local.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One request, its path taken apart.
 *
 * @param container empty for the account itself
 * @param blob empty for a container
 */
record BlobCall(Request request, String account, String container, String blob) {

  static BlobCall of(Request request) {
    String account = request.host().split("\\.", 2)[0];
    String[] parts = request.path().substring(1).split("/", 2);
    String container = decoded(parts[0]);
    if (!container.isEmpty() && (container.length() < 3 || container.length() > 63)) {
      throw BlobError.of(
          400,
          "OutOfRangeInput",
          "The specified resource name length is not within the permissible limits.");
    }
    if (!container.matches("|\\$root|\\$logs|\\$web|(?!.*--)[a-z0-9][a-z0-9-]*[a-z0-9]")) {
      throw BlobError.of(
          400, "InvalidResourceName", "The specifed resource name contains invalid characters.");
    }
    String blob = parts.length > 1 ? decoded(parts[1]) : "";
    if (blob.length() > 1024) {
      throw BlobError.of(
          400, "InvalidUri", "The requested URI does not represent any resource on the server.");
    }
    return new BlobCall(request, account, container, blob);
  }

  /** The method and the component that is asked for, such as "PUT lease". */
  String verb() {
    String component = request.parameter("comp").orElse("").toLowerCase(Locale.ROOT);
    return (request.method() + " " + component).strip();
  }

  boolean ofAccount() {
    return container.isEmpty();
  }

  boolean ofContainer() {
    return blob.isEmpty();
  }

  boolean makesContainer() {
    return ofContainer() && verb().equals("PUT");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
