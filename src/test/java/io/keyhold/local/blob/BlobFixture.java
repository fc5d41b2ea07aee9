package io.keyhold.local.blob;

import com.azure.core.credential.AccessToken;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.keyhold.local.http.MovableClock;
import io.keyhold.local.keyvault.InProcess;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import reactor.core.publisher.Mono;

/** One account with a container, and the real client that looks at it. */
final class BlobFixture {

  static final String TENANT = "22222222-2222-2222-2222-222222222222";
  static final String CLIENT = "33333333-3333-3333-3333-333333333333";
  static final String ACCOUNT = "keyholdstate";

  final MovableClock clock;
  final BlobStorage storage;
  final Container container;

  BlobFixture() {
    this(new MovableClock());
  }

  private BlobFixture(MovableClock clock) {
    this(clock, BlobStorage.inMemory(clock, TENANT));
  }

  BlobFixture(MovableClock clock, BlobStorage storage) {
    this.clock = clock;
    this.storage = storage;
    this.container = storage.createContainer(ACCOUNT, "points");
  }

  BlobContainerClient client() {
    return client("points");
  }

  BlobContainerClient client(String name) {
    return new BlobContainerClientBuilder()
        .endpoint("https://" + ACCOUNT + BlobStorage.HOST_SUFFIX)
        .containerName(name)
        .credential(
            request ->
                Mono.just(
                    new AccessToken("token", OffsetDateTime.now(ZoneOffset.UTC).plusHours(1))))
        .httpClient(transport())
        .retryOptions(new RequestRetryOptions(RetryPolicyType.FIXED, 1, 5, 1L, 1L, null))
        .buildClient();
  }

  /** A call as it is on the wire. */
  HttpResponse raw(HttpMethod method, String path, Map<String, String> headers) {
    var request = new HttpRequest(method, "https://" + ACCOUNT + BlobStorage.HOST_SUFFIX + path);
    headers.forEach((name, value) -> request.setHeader(HttpHeaderName.fromString(name), value));
    return transport().sendSync(request, Context.NONE);
  }

  /** The refusal that a call meets, which must have this status and this code. */
  static void assertRefused(int status, String code, ThrowingCallable call) {
    var refused = Assertions.catchThrowableOfType(BlobStorageException.class, call);
    Assertions.assertThat(refused).as("the call is refused").isNotNull();
    Assertions.assertThat(refused.getStatusCode()).isEqualTo(status);
    Assertions.assertThat(refused.getErrorCode().toString()).isEqualTo(code);
  }

  private InProcess transport() {
    return new InProcess(storage, CLIENT, "https://storage.azure.com");
  }
}
