package io.keyhold.local.blob;

import static io.keyhold.local.blob.BlobFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.util.BinaryData;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is kept out, and the form of refusals. */
class BlobRefusalsTest {

  private static final String DELETE =
      "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/delete";

  private final BlobFixture fixture = new BlobFixture();

  @Test
  void aCallWithoutATokenIsChallenged() {
    var answer = fixture.raw(HttpMethod.GET, "/points/x", Map.of("x-ms-version", "2025-01-05"));
    assertThat(answer.getStatusCode()).isEqualTo(401);
    assertThat(answer.getHeaders().getValue(HttpHeaderName.WWW_AUTHENTICATE))
        .isEqualTo(
            "Bearer authorization_uri=https://login.microsoftonline.com/"
                + BlobFixture.TENANT
                + "/oauth2/authorize resource_id=https://storage.azure.com");
    assertThat(answer.getBodyAsString().block())
        .startsWith("\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>")
        .contains("<Code>NoAuthenticationInformation</Code>", "\nRequestId:", "\nTime:");
  }

  @Test
  void anAccountKeyIsNotTaken() {
    var answer =
        fixture.raw(
            HttpMethod.GET,
            "/points/x",
            Map.of("Authorization", "SharedKey keyholdstate:abc", "x-ms-version", "2025-01-05"));
    assertThat(answer.getStatusCode()).isEqualTo(403);
    assertThat(answer.getHeaders().getValue(HttpHeaderName.fromString("x-ms-error-code")))
        .isEqualTo("AuthenticationFailed");
  }

  @Test
  void aMissingRoleIsAPermissionMismatch() {
    fixture.container.put("x", "one");
    fixture.storage.deny(BlobFixture.CLIENT, DELETE, "points");
    assertRefused(
        403, "AuthorizationPermissionMismatch", () -> fixture.client().getBlobClient("x").delete());
    assertThat(fixture.client().getBlobClient("x").downloadContent().toString()).isEqualTo("one");
    fixture.storage.allowAll();
    fixture.client().getBlobClient("x").delete();
  }

  @Test
  void rightsOfAllContainersAreAskedAtEveryCall() {
    fixture.storage.rights((clientId, action, account, container) -> !action.equals(DELETE));
    fixture.container.put("x", "one");
    assertRefused(
        403, "AuthorizationPermissionMismatch", () -> fixture.client().getBlobClient("x").delete());
    assertThat(fixture.client().getBlobClient("x").exists()).isTrue();
  }

  @Test
  void aClosedNetworkIsAnAuthorizationFailure() {
    fixture.storage.firewall(true);
    assertRefused(
        403,
        "AuthorizationFailure",
        () -> fixture.client().getBlobClient("x").upload(BinaryData.fromString("one")));
  }

  @Test
  void aHeadIsRefusedWithoutABody() {
    var answer =
        fixture.raw(
            HttpMethod.HEAD,
            "/points/x",
            Map.of("Authorization", "Bearer token", "x-ms-version", "2025-01-05"));
    assertThat(answer.getStatusCode()).isEqualTo(404);
    assertThat(answer.getBodyAsString().block()).isEmpty();
    assertThat(answer.getHeaders().getValue(HttpHeaderName.fromString("x-ms-error-code")))
        .isEqualTo("BlobNotFound");
  }

  @Test
  void headersThatAreMissingOrWrongAreNamed() {
    var without = fixture.raw(HttpMethod.PUT, "/points/x", Map.of("Authorization", "Bearer token"));
    assertThat(without.getStatusCode()).isEqualTo(400);
    assertThat(without.getBodyAsString().block())
        .contains("<Code>MissingRequiredHeader</Code>", "<HeaderName>x-ms-blob-type</HeaderName>");
    var wrong =
        fixture.raw(
            HttpMethod.GET,
            "/points/x",
            Map.of("Authorization", "Bearer token", "x-ms-version", "tomorrow"));
    assertThat(wrong.getBodyAsString().block())
        .contains("<Code>InvalidHeaderValue</Code>", "<HeaderValue>tomorrow</HeaderValue>");
  }

  @Test
  void containersAreMadeByTheStageAlone() {
    assertRefused(403, "AuthorizationPermissionMismatch", () -> fixture.client("new").create());
    assertRefused(403, "AuthorizationPermissionMismatch", () -> fixture.client().delete());
    assertRefused(409, "ContainerAlreadyExists", () -> fixture.client().create());
  }

  @Test
  void everyAnswerCarriesTheServicesHeaders() {
    fixture.container.put("x", "one");
    var headers =
        fixture
            .raw(
                HttpMethod.GET,
                "/points/x",
                Map.of(
                    "Authorization", "Bearer token",
                    "x-ms-version", "2025-01-05",
                    "x-ms-client-request-id", "mine"))
            .getHeaders()
            .toMap();
    assertThat(headers)
        .containsEntry("x-ms-version", "2025-01-05")
        .containsEntry("x-ms-client-request-id", "mine")
        .containsEntry("x-ms-server-encrypted", "true")
        .containsEntry("x-ms-blob-type", "BlockBlob")
        .containsEntry("x-ms-lease-state", "available")
        .containsKeys("ETag", "Last-Modified", "x-ms-request-id", "Server", "Accept-Ranges");
  }
}
