package io.keyhold.local.blob;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A refusal on its way to the caller. */
final class BlobError extends RuntimeException {

  private final int status;
  private final String code;
  private final Map<String, String> details;
  private final Map<String, String> headers;

  private BlobError(
      int status,
      String code,
      String message,
      Map<String, String> details,
      Map<String, String> headers) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.details = details;
    this.headers = headers;
  }

  static BlobError of(int status, String code, String message) {
    return new BlobError(status, code, message, Map.of(), Map.of());
  }

  static BlobError containerNotFound() {
    return of(404, "ContainerNotFound", "The specified container does not exist.");
  }

  static BlobError blobNotFound() {
    return of(404, "BlobNotFound", "The specified blob does not exist.");
  }

  static BlobError immutable() {
    return of(
        409,
        "BlobImmutableDueToPolicy",
        "This operation is not permitted as the blob is immutable due to a policy.");
  }

  static BlobError permissionMismatch() {
    return of(
        403,
        "AuthorizationPermissionMismatch",
        "This request is not authorized to perform this operation using this permission.");
  }

  static BlobError invalidHeader(String name, String value) {
    return of(
            400,
            "InvalidHeaderValue",
            "The value for one of the HTTP headers is not in the correct format.")
        .detail("HeaderName", name)
        .detail("HeaderValue", value);
  }

  static BlobError missingHeader(String name) {
    return of(
            400,
            "MissingRequiredHeader",
            "An HTTP header that's mandatory for this request is not specified.")
        .detail("HeaderName", name);
  }

  static BlobError invalidParameter(String name, String value) {
    return of(
            400,
            "InvalidQueryParameterValue",
            "Value for one of the query parameters specified in the request URI is invalid.")
        .detail("QueryParameterName", name)
        .detail("QueryParameterValue", value);
  }

  static BlobError notImplemented(String what) {
    return of(501, "NotImplemented", "The local Azure does not know this: " + what);
  }

  BlobError detail(String name, String value) {
    var more = new LinkedHashMap<>(details);
    more.put(name, value);
    return new BlobError(status, code, getMessage(), more, headers);
  }

  BlobError header(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new BlobError(status, code, getMessage(), details, more);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  Map<String, String> headers() {
    return headers;
  }

  String body(String requestId, Instant now) {
    var xml = new StringBuilder(Xml.HEAD).append("<Error>").append(Xml.element("Code", code));
    xml.append(Xml.element("Message", getMessage() + "\nRequestId:" + requestId + "\nTime:" + now));
    details.forEach((name, value) -> xml.append(Xml.element(name, value)));
    return xml.append("</Error>").toString();
  }
}
