package io.keyhold.azure.keyvault;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpPipelinePosition;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import reactor.core.publisher.Mono;

/**
 * The SDK takes a list of versions whose body breaks off for an empty one, and an empty one means
 * that there is no such secret. So such a list is read once more here, and a broken one is an
 * error: unknown is never shown as missing. Lists hold attributes alone, no values.
 */
final class WholeLists implements HttpPipelinePolicy {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
    return next.process().map(response -> checked(context, response));
  }

  @Override
  public HttpResponse processSync(
      HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
    return checked(context, next.processSync());
  }

  @Override
  public HttpPipelinePosition getPipelinePosition() {
    return HttpPipelinePosition.PER_CALL;
  }

  private static HttpResponse checked(HttpPipelineCallContext context, HttpResponse response) {
    boolean list = context.getHttpRequest().getUrl().getPath().endsWith("/versions");
    if (!list || response.getStatusCode() != 200) {
      return response;
    }
    HttpResponse kept = response.buffer();
    try {
      JsonNode tree = JSON.readTree(kept.getBodyAsBinaryData().toBytes());
      if (!tree.path("value").isArray()) {
        throw new IOException("not a list");
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return kept;
  }
}
