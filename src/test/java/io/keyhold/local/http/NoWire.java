package io.keyhold.local.http;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Leads the SDK's calls to a local Azure of this JVM without a socket, for tests that make tens of
 * thousands of them. Services, faults and request log are those of the wire.
 */
public final class NoWire implements HttpClient {

  private final Dispatcher dispatcher;
  private final Ends ends;

  /** What happens at the caller's end. */
  public interface Ends {

    /** A request is on its way; what is thrown here it does not survive. */
    default void leaves(Request request) {}

    /** It has had its effect, and its answer is on its way back. */
    default void returns() {}

    /** No answer comes, and the caller's time is over. */
    void timeOut();
  }

  public NoWire(Dispatcher dispatcher, Ends ends) {
    this.dispatcher = dispatcher;
    this.ends = ends;
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return Mono.fromCallable(() -> sendSync(request, Context.NONE));
  }

  @Override
  public HttpResponse sendSync(HttpRequest sent, Context context) {
    Request request = request(sent);
    ends.leaves(request);
    Dispatcher.Outcome outcome = dispatcher.dispatch(request);
    ends.returns();
    return switch (outcome) {
      case Dispatcher.Outcome.Answer answer -> new Answered(sent, answer.response());
      case Dispatcher.Outcome.Silence silence -> {
        ends.timeOut();
        throw new UncheckedIOException(new HttpTimeoutException("request timed out"));
      }
      case Dispatcher.Outcome.Cut cut ->
          throw new UncheckedIOException(new IOException("Connection reset"));
    };
  }

  private Request request(HttpRequest sent) {
    URL url = sent.getUrl();
    byte[] body =
        Optional.ofNullable(sent.getBodyAsBinaryData())
            .map(data -> data.toBytes())
            .orElse(new byte[0]);
    Map<String, String> headers = new LinkedHashMap<>();
    sent.getHeaders()
        .forEach(
            header -> headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue()));
    headers.put("host", url.getHost());
    String query = Optional.ofNullable(url.getQuery()).orElse("");
    return new Request(
        sent.getHttpMethod().toString(),
        url.getHost().toLowerCase(Locale.ROOT),
        url.getPath(),
        RequestParts.query(query),
        query,
        headers,
        body,
        dispatcher.caller(headers.getOrDefault("authorization", "")));
  }

  private static final class Answered extends HttpResponse {

    private final int status;
    private final byte[] body;
    private final HttpHeaders headers = new HttpHeaders();

    Answered(HttpRequest request, Response response) {
      super(request);
      status = response.status();
      headers.set(HttpHeaderName.CONTENT_LENGTH, Long.toString(response.body().length()));
      response
          .headers()
          .forEach((name, value) -> headers.set(HttpHeaderName.fromString(name), value));
      boolean noBody =
          request.getHttpMethod().toString().equals("HEAD") || status == 204 || status == 304;
      body = noBody ? new byte[0] : bytes(response.body());
    }

    private static byte[] bytes(Body body) {
      try {
        var out = new ByteArrayOutputStream();
        body.writeTo(out);
        return out.toByteArray();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    @Override
    public int getStatusCode() {
      return status;
    }

    @Override
    @Deprecated
    public String getHeaderValue(String name) {
      return headers.getValue(HttpHeaderName.fromString(name));
    }

    @Override
    public HttpHeaders getHeaders() {
      return headers;
    }

    @Override
    public Flux<ByteBuffer> getBody() {
      return Flux.just(ByteBuffer.wrap(body));
    }

    @Override
    public Mono<byte[]> getBodyAsByteArray() {
      return Mono.just(body);
    }

    @Override
    public Mono<String> getBodyAsString() {
      return getBodyAsString(StandardCharsets.UTF_8);
    }

    @Override
    public Mono<String> getBodyAsString(Charset charset) {
      return Mono.just(new String(body, charset));
    }
  }
}
