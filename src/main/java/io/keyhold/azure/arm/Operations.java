package io.keyhold.azure.arm;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import io.keyhold.azure.http.CloudFailures;
import io.keyhold.azure.http.Trouble;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Waiting;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Waits for a long-running operation step by step, with the waiting that was handed in. The SDK's
 * own poller waits 30 seconds where Azure does not say how long, and sleeps by itself.
 */
public final class Operations {

  private final ResourceManager manager;
  private final Waiting waiting;

  public Operations(ResourceManager manager, Waiting waiting) {
    this.manager = manager;
    this.waiting = waiting;
  }

  /** Returns when Azure says that the operation has succeeded; anything else is a failure. */
  public void finish(Sent sent) {
    if (sent.operation().isEmpty()) {
      return;
    }
    URL operation = followed(sent.operation().get(), sent.subject());
    Patience patience = new Patience(sent.subject(), waiting);
    Optional<Duration> pause = sent.retryAfter();
    while (true) {
      patience.pause(pause);
      OperationState state = ask(operation, sent.subject());
      if (state.failure().isPresent()) {
        throw failed(state.failure().get(), sent.subject());
      }
      if (state.done()) {
        return;
      }
      pause = state.retryAfter();
    }
  }

  /**
   * Asks for the removal of a resource and returns when it is gone; nothing where there is none.
   *
   * @param call sends the request once
   */
  public void remove(ArmId id, Supplier<? extends Response<?>> call) {
    Reads.find(id.value(), () -> Sent.of(id, call.get())).ifPresent(this::finish);
  }

  /** The same after a write: the first pause is as long as its answer asked for. */
  public <T> T until(Sent sent, Supplier<Optional<T>> look) {
    new Patience(sent.subject(), waiting).pause(sent.retryAfter());
    return until(sent.subject(), look);
  }

  /** Pauses until {@code look} finds something, as often as patience allows. */
  public <T> T until(ArmId subject, Supplier<Optional<T>> look) {
    Patience patience = new Patience(subject, waiting);
    Optional<T> found = look.get();
    while (found.isEmpty()) {
      patience.pause(Optional.empty());
      found = look.get();
    }
    return found.get();
  }

  /**
   * The pipeline adds a token to whatever it sends, so nothing but Azure's own host is followed.
   */
  private URL followed(URI operation, ArmId subject) {
    URI endpoint = URI.create(manager.endpoint());
    boolean same =
        "https".equalsIgnoreCase(operation.getScheme())
            && endpoint.getHost().equalsIgnoreCase(operation.getHost());
    try {
      if (same) {
        return operation.toURL();
      }
    } catch (MalformedURLException malformed) {
      // Refused below, like one that leads elsewhere.
    }
    throw new CloudFailure(
        new Problem(
            Code.CLOUD_ERROR, subject.value(), "the operation's address is not one of Azure's"));
  }

  private OperationState ask(URL operation, ArmId subject) {
    return CloudFailures.calling(
        subject.value(),
        () -> {
          HttpRequest request = new HttpRequest(HttpMethod.GET, operation);
          request.setHeader(HttpHeaderName.ACCEPT, "application/json");
          try (HttpResponse response = manager.pipeline().get().sendSync(request, Context.NONE)) {
            return OperationState.read(response);
          }
        });
  }

  private static CloudFailure failed(Trouble.Answered why, ArmId subject) {
    return CloudFailures.of(why, subject.value());
  }
}
