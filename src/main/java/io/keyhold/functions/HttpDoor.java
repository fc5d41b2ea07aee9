package io.keyhold.functions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.BrokenChainException;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/**
 * What all HTTP functions have in common: the host is answered with 200 whatever happened, and the
 * caller's status stands in {@code res.statusCode}.
 */
final class HttpDoor {

  private static final Logger LOG = Logger.getLogger(HttpDoor.class);

  private HttpDoor() {}

  /** Calls {@code handler} with the caller's request and the outputs, and adds what it answers. */
  static ObjectNode open(JsonNode body, BiFunction<HttpCall, Outputs, HttpAnswer> handler) {
    Envelope envelope = Envelope.of(body);
    Outputs outputs = new Outputs();
    HttpAnswer answer;
    try {
      answer = handler.apply(HttpCall.of(envelope), outputs);
    } catch (CloudFailure failure) {
      answer = retryable(failure);
    } catch (BrokenChainException broken) {
      answer = HttpAnswer.problem(broken.problem());
    } catch (BadRequestException bad) {
      answer = HttpAnswer.problems(bad.problems());
    } catch (MalformedEnvelopeException malformed) {
      throw malformed;
    } catch (RuntimeException mistake) {
      String id = envelope.run("unknown");
      LOG.errorf(mistake, "invocation %s failed", id);
      answer = HttpAnswer.problem(Code.INTERNAL_ERROR, id, "see the log of invocation " + id);
    }
    if (answer.status() >= 400) {
      outputs.log(answer.status() + " " + answer.headers().get("x-ms-error-code"));
    }
    return outputs.http(answer).toJson();
  }

  private static HttpAnswer retryable(CloudFailure failure) {
    HttpAnswer answer = HttpAnswer.problems(failure.problems());
    return failure.retryHelps() ? answer.with("Retry-After", "10") : answer;
  }
}
