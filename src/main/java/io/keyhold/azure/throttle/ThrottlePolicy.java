package io.keyhold.azure.throttle;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpPipelinePosition;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Lets every try of a call pass the {@link Throttle}. */
final class ThrottlePolicy implements HttpPipelinePolicy {

  private final Throttle throttle;
  private final Function<HttpRequest, Call> reading;

  ThrottlePolicy(Throttle throttle, Function<HttpRequest, Call> reading) {
    this.throttle = throttle;
    this.reading = reading;
  }

  @Override
  public HttpPipelinePosition getPipelinePosition() {
    return HttpPipelinePosition.PER_RETRY;
  }

  @Override
  public HttpResponse processSync(
      HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
    Throttle.Admission admission = throttle.enter(reading.apply(context.getHttpRequest()));
    try {
      return answered(admission, next.processSync());
    } catch (RuntimeException lost) {
      throttle.lost(admission);
      throw lost;
    }
  }

  /** The first try waits in the thread that asks, as a call without Mono does. */
  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
    return Mono.defer(
        () -> {
          Throttle.Admission admission = throttle.enter(reading.apply(context.getHttpRequest()));
          return next.process()
              .doOnError(lost -> throttle.lost(admission))
              .doOnCancel(() -> throttle.lost(admission))
              .doOnNext(response -> answered(admission, response));
        });
  }

  private HttpResponse answered(Throttle.Admission admission, HttpResponse response) {
    throttle.answered(admission, response.getStatusCode(), response.getHeaders());
    return response;
  }
}
