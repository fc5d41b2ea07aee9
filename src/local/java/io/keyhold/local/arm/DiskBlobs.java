package io.keyhold.local.arm;

import io.keyhold.local.http.Request;
import io.keyhold.local.http.Response;
import io.keyhold.local.http.Service;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code md-….zNN.blob.storage.azure.net}: the bytes of disks and snapshots, to be read through the
 * URL of a grant. A page blob in the form of a fixed VHD, so 512 bytes longer than the disk.
 */
final class DiskBlobs implements Service {

  private final Kernel kernel;
  private final Grants grants;

  DiskBlobs(Kernel kernel, Grants grants) {
    this.kernel = kernel;
    this.grants = grants;
  }

  /** Whether the name of a storage host exists. */
  boolean resolves(String host) {
    return kernel.alone(() -> grants.knows(host));
  }

  @Override
  public Response answer(Request request) {
    return common(request, served(request));
  }

  private Response served(Request request) {
    var opened = kernel.alone(() -> open(request));
    if (opened.isEmpty()) {
      return failure(
          403,
          "AuthenticationFailed",
          "Server failed to authenticate the request. Make sure the value of Authorization header"
              + " is formed correctly including the signature.");
    }
    boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
    if (!reads) {
      return failure(
          403,
          "AuthorizationPermissionMismatch",
          "This request is not authorized to perform this operation using this permission.");
    }
    if (request.header("if-match").filter(tag -> !tag.equals(opened.get().etag())).isPresent()) {
      return failure(
          412,
          "ConditionNotMet",
          "The condition specified using HTTP conditional header(s) is not met.");
    }
    return switch (request.parameter("comp").orElse("")) {
      case "" -> opened.get().answer(request);
      case "pagelist" -> new PageList(request, opened.get().content()).answer();
      default ->
          failure(
              400,
              "InvalidQueryParameterValue",
              "Value for one of the query parameters specified in the request URI is invalid.");
    };
  }

  private Optional<DiskRead> open(Request request) {
    var now = kernel.clock().instant();
    return grants
        .at(request.host(), request.path())
        .filter(grant -> now.isBefore(grant.until()))
        .filter(grant -> request.parameter("sig").filter(grant.signature()::equals).isPresent())
        .filter(grant -> request.parameter("si").filter(grant.policy()::equals).isPresent())
        .flatMap(grant -> kernel.store().find(grant.id()))
        .flatMap(
            resource ->
                resource
                    .content()
                    .map(
                        content ->
                            new DiskRead(content, resource.property("uniqueId").orElseThrow())));
  }

  static Response failure(int status, String code, String message) {
    return Response.xml(
            status,
            "\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>"
                + code
                + "</Code><Message>"
                + message
                + "</Message></Error>")
        .with("x-ms-error-code", code);
  }

  private Response common(Request request, Response response) {
    return response
        .with("Server", "Windows-Azure-Blob/1.0 Microsoft-HTTPAPI/2.0")
        .with("x-ms-request-id", UUID.randomUUID().toString())
        .with("x-ms-version", request.header("x-ms-version").orElse("2018-03-28"));
  }
}
