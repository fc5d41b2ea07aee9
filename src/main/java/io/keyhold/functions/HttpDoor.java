package io.keyhold.functions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.Admission;
import io.keyhold.domain.AppRole;
import io.keyhold.domain.BrokenChainException;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/**
 * What all HTTP functions have in common: nobody comes in who is not recognised and does not have
 * the role that the function says it needs. The host is answered with 200 whatever happened, and
 * the caller's status stands in {@code res.statusCode}.
 */
@ApplicationScoped
public class HttpDoor {

  private static final Logger LOG = Logger.getLogger(HttpDoor.class);

  private final Admission admission;

  public HttpDoor(Admission admission) {
    this.admission = admission;
  }

  /**
   * Calls {@code handler} with the caller's request and the outputs, and adds what it answers.
   *
   * @param methods of the function, with the role that each needs
   */
  ObjectNode open(
      JsonNode body, Methods methods, BiFunction<HttpCall, Outputs, HttpAnswer> handler) {
    Envelope envelope = Envelope.of(body);
    Outputs outputs = new Outputs();
    HttpAnswer answer;
    try {
      answer = answer(envelope, methods, handler, outputs);
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

  /** Whoever uses a method that there is not must at least be known. */
  private HttpAnswer answer(
      Envelope envelope,
      Methods methods,
      BiFunction<HttpCall, Outputs, HttpAnswer> handler,
      Outputs outputs) {
    Optional<AppRole> needed = methods.needed(HttpCall.method(envelope));
    return switch (admission.decide(
        HttpCall.authorization(envelope), needed.orElse(AppRole.READER))) {
      case Admission.Decision.Refused refused -> Refusals.of(refused.problem());
      case Admission.Decision.Admitted admitted when needed.isEmpty() ->
          HttpAnswer.problem(Code.METHOD_NOT_ALLOWED, "method", "use " + methods.names())
              .with("Allow", methods.names());
      case Admission.Decision.Admitted admitted ->
          handler.apply(HttpCall.of(envelope, admitted.caller().who()), outputs);
    };
  }

  private static HttpAnswer retryable(CloudFailure failure) {
    HttpAnswer answer = HttpAnswer.problems(failure.problems());
    return failure.retryHelps() ? answer.with("Retry-After", "10") : answer;
  }
}
