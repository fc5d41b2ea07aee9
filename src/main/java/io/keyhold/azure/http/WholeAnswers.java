package io.keyhold.azure.http;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import reactor.core.publisher.Mono;

/**
 * Reads every answer to its end. The SDK hands out the answers to writes unread, and a connection
 * whose answer was not read is not used again: each write would then cost a connection and a TLS
 * handshake. The resource manager's answers are small; a page of a list is the largest.
 */
public final class WholeAnswers implements HttpPipelinePolicy {

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
    return next.process()
        .flatMap(
            response -> {
              HttpResponse kept = response.buffer();
              return kept.getBody().then(Mono.just(kept));
            });
  }

  @Override
  public HttpResponse processSync(
      HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
    HttpResponse kept = next.processSync().buffer();
    kept.getBodyAsBinaryData();
    return kept;
  }
}
