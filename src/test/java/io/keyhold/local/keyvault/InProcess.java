package io.keyhold.local.keyvault;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import io.keyhold.local.http.Caller;
import io.keyhold.local.http.Request;
import io.keyhold.local.http.Response;
import io.keyhold.local.http.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
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
 * Leads the real SDK clients to a service without a socket. What a token says is settled here:
 * whoever sends one is the given client.
 */
public record InProcess(Service service, String clientId, String audience) implements HttpClient {

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return Mono.fromCallable(() -> sendSync(request, Context.NONE));
  }

  @Override
  public HttpResponse sendSync(HttpRequest request, Context context) {
    var headers = new LinkedHashMap<String, String>();
    request
        .getHeaders()
        .forEach(
            header -> headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue()));
    var url = request.getUrl();
    byte[] body =
        Optional.ofNullable(request.getBodyAsBinaryData())
            .map(data -> data.toBytes())
            .orElse(new byte[0]);
    String query = Optional.ofNullable(url.getQuery()).orElse("");
    var call =
        new Request(
            request.getHttpMethod().toString(),
            url.getHost(),
            url.getPath(),
            parameters(query),
            query,
            headers,
            body,
            headers.containsKey("authorization")
                ? new Caller(true, clientId, audience)
                : Caller.ANONYMOUS);
    return new Answer(request, service.answer(call));
  }

  public static Map<String, String> parameters(String query) {
    var parameters = new LinkedHashMap<String, String>();
    for (String pair : query.split("&")) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        parameters.putIfAbsent(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  public static byte[] bytes(Response response) {
    try {
      var out = new ByteArrayOutputStream();
      response.body().writeTo(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Answer extends HttpResponse {

    private final Response response;
    private final HttpHeaders headers = new HttpHeaders();

    Answer(HttpRequest request, Response response) {
      super(request);
      this.response = response;
      headers.set(HttpHeaderName.CONTENT_LENGTH, String.valueOf(response.body().length()));
      response
          .headers()
          .forEach((name, value) -> headers.set(HttpHeaderName.fromString(name), value));
    }

    @Override
    public int getStatusCode() {
      return response.status();
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
      return Flux.just(ByteBuffer.wrap(bytes(response)));
    }

    @Override
    public Mono<byte[]> getBodyAsByteArray() {
      return Mono.just(bytes(response));
    }

    @Override
    public Mono<String> getBodyAsString() {
      return getBodyAsString(StandardCharsets.UTF_8);
    }

    @Override
    public Mono<String> getBodyAsString(Charset charset) {
      return Mono.just(new String(bytes(response), charset));
    }
  }
}
