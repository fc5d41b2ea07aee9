package io.keyhold.azure.arm;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.rest.Response;
import io.keyhold.azure.http.RetryAfter;
import io.keyhold.domain.ArmId;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;

/**
 * A write that Azure has accepted, and where to ask how it goes on. The address is signed and thus
 * a secret (exchanges/README.md, "Operation URL"): it is followed as it stands, never shown, and
 * kept out of {@code toString}.
 *
 * @param operation empty when the write was finished at once
 */
public record Sent(ArmId subject, Optional<URI> operation, Optional<Duration> retryAfter) {

  private static final HttpHeaderName ASYNC = HttpHeaderName.fromString("Azure-AsyncOperation");

  public static Sent of(ArmId subject, Response<?> response) {
    Optional<URI> operation =
        header(response, ASYNC)
            .or(() -> header(response, HttpHeaderName.LOCATION))
            .flatMap(Sent::uri);
    return new Sent(subject, operation, RetryAfter.of(response.getHeaders()));
  }

  private static Optional<String> header(Response<?> response, HttpHeaderName name) {
    return Optional.ofNullable(response.getHeaders().getValue(name)).map(String::strip);
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "Sent[" + subject + "]";
  }
}
