package io.keyhold.azure.http;

import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.ExponentialBackoffOptions;
import com.azure.core.http.policy.RequestRetryCondition;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.policy.RetryPolicy;
import java.io.IOException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * The one retry policy: three tries with about 0.8 and 1.6 seconds between them, or what
 * Retry-After says up to ten seconds, so that waiting stays below half a minute. A call that is
 * told to wait longer, or that timed out, ends: whoever asked decides again, and the queue delivers
 * again.
 *
 * <p>Key Vault's 429 carries no Retry-After (exchanges-keyvault, throttled); then the back-off
 * applies.
 */
public final class Retries {

  static final int RETRIES = 2;
  static final Duration FIRST = Duration.ofMillis(800);
  static final Duration LONGEST = Duration.ofSeconds(10);

  private Retries() {}

  /**
   * A policy of its own for every client; they have no state in common.
   *
   * @param first about how long to wait before the first retry where the answer names no time
   */
  static RetryPolicy policy(Duration first) {
    return new RetryPolicy(
        new RetryOptions(
                new ExponentialBackoffOptions()
                    .setMaxRetries(RETRIES)
                    .setBaseDelay(first)
                    .setMaxDelay(LONGEST))
            .setShouldRetryCondition(Retries::worthwhile));
  }

  private static boolean worthwhile(RequestRetryCondition condition) {
    HttpResponse response = condition.getResponse();
    return response == null ? passing(condition.getThrowable()) : passing(response);
  }

  private static boolean passing(HttpResponse response) {
    int status = response.getStatusCode();
    boolean passing =
        status == 408 || status == 429 || (status >= 500 && status < 505 && status != 501);
    return passing
        && RetryAfter.of(response.getHeaders())
            .map(wait -> wait.compareTo(LONGEST) <= 0)
            .orElse(true);
  }

  /** A connection that broke may stand again; a name or a certificate stays what it is. */
  private static boolean passing(Throwable failure) {
    boolean broken = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (lasting(cause)) {
        return false;
      }
      broken |= cause instanceof IOException;
    }
    return broken;
  }

  private static boolean lasting(Throwable cause) {
    return cause instanceof HttpTimeoutException
        || cause instanceof TimeoutException
        || cause instanceof UnknownHostException
        || cause instanceof SSLHandshakeException
        || Tunnel.refused(cause);
  }
}
