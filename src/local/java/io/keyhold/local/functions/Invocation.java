package io.keyhold.local.functions;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/**
 * One call of a function, as the host saw it.
 *
 * @param retry 0 for the first attempt, then the count of the retry policy
 * @param payloadBytes size of the message or of the caller's body
 * @param request the envelope as it was sent
 * @param status of the handler's answer, absent if there was none
 * @param answer the body of that answer
 * @param outputs as the handler gave them
 * @param undeclaredOutputs names in {@code outputs} for which function.json has no binding; the
 *     host drops them
 * @param logs as the handler gave them
 * @param reply what an HTTP caller gets
 */
public record Invocation(
    UUID id,
    String function,
    Trigger trigger,
    Instant at,
    int retry,
    int payloadBytes,
    String request,
    OptionalInt status,
    String answer,
    Map<String, JsonNode> outputs,
    Set<String> undeclaredOutputs,
    List<String> logs,
    Optional<HttpReply> reply,
    Outcome outcome) {

  public boolean succeeded() {
    return outcome.succeeded();
  }
}
