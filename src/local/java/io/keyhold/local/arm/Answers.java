package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.local.http.Request;
import io.keyhold.local.http.Response;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Dresses answers in the headers of ARM and of the provider. */
public final class Answers {

  /** Providers that write without white space. */
  private static final Pattern COMPACT =
      Pattern.compile("/providers/Microsoft\\.(KeyVault|Authorization)/", Pattern.CASE_INSENSITIVE);

  private static final String JSON = "application/json; charset=utf-8";

  /** An answer with a body, written as the provider writes it. */
  public static Response json(int status, JsonNode body) {
    return Response.bytes(status, JSON, ArmJson.indented(body));
  }

  /** An answer of the provider. */
  Response provider(Request request, Instant now, RateLimits.Counted counted, Response response) {
    return with(counted.headers(), common(request, now, UUID.randomUUID().toString(), response));
  }

  private static Response with(Map<String, String> headers, Response response) {
    var answer = response;
    for (var header : headers.entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    return answer;
  }

  /** A refusal of ARM itself or of the provider. */
  Response failure(Request request, Instant now, RateLimits.Counted counted, ArmFailure failure) {
    var answer = refusal(request, now, counted, failure);
    return failure
        .throttling()
        .map(
            why ->
                with(why.headers(), answer).with("Retry-After", Integer.toString(why.retryAfter())))
        .orElse(answer);
  }

  private Response refusal(
      Request request, Instant now, RateLimits.Counted counted, ArmFailure failure) {
    return switch (failure.by()) {
      case PROVIDER -> {
        boolean lines = !COMPACT.matcher(request.path()).find();
        yield provider(
            request,
            now,
            counted,
            lines
                ? json(failure.status(), failure.body())
                : Response.json(failure.status(), failure.body()));
      }
      case GATEWAY -> {
        var id = UUID.randomUUID().toString();
        yield common(request, now, id, Response.json(failure.status(), failure.body()))
            .fact("refusal", failure.getMessage())
            .with("x-ms-failure-cause", "gateway")
            .with("x-ms-request-id", id);
      }
    };
  }

  private Response common(Request request, Instant now, String id, Response response) {
    var correlation = request.header("x-ms-correlation-request-id").orElse(id);
    var answer =
        response
            .with("Cache-Control", "no-cache")
            .with("Pragma", "no-cache")
            .with("Expires", "-1")
            .with("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
            .with("X-Content-Type-Options", "nosniff")
            .with("x-ms-correlation-request-id", correlation)
            .with(
                "x-ms-routing-request-id",
                "LOCALAZURE:" + ArmJson.time(now).substring(0, 19).replace("-", "") + "Z:" + id);
    if (!answer.headers().containsKey("x-ms-request-id")) {
      answer = answer.with("x-ms-request-id", UUID.randomUUID().toString());
    }
    boolean echo =
        request.header("x-ms-return-client-request-id").filter("true"::equals).isPresent();
    return request
        .header("x-ms-client-request-id")
        .filter(sent -> echo)
        .map(answerEcho(answer))
        .orElse(answer);
  }

  private static Function<String, Response> answerEcho(Response answer) {
    return id -> answer.with("x-ms-client-request-id", id);
  }
}
