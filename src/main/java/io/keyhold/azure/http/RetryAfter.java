package io.keyhold.azure.http;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/** How long an answer asks its reader to wait; Azure says it in whole seconds, never as a date. */
public final class RetryAfter {

  private RetryAfter() {}

  public static Optional<Duration> of(HttpHeaders headers) {
    return Optional.ofNullable(headers.getValue(HttpHeaderName.RETRY_AFTER))
        .map(String::strip)
        .filter(text -> text.matches("\\d{1,6}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)));
  }
}
