package io.keyhold.local.functions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Runs a function until it succeeds or its retry policy gives up. Without a policy it runs once.
 */
final class Retries {
  private final Optional<RetryPolicy> policy;
  private final Pause pause;

  Retries(Optional<RetryPolicy> policy, Pause pause) {
    this.policy = policy;
    this.pause = pause;
  }

  @FunctionalInterface
  interface Attempt {
    Invocation run(int retry, Context context) throws InterruptedException;
  }

  /** What a function is told of its retries: from the first attempt on, where there is a policy. */
  record Context(Optional<RetryPolicy> policy, int retry, Optional<String> failure) {
    Optional<ObjectNode> toJson() {
      return policy.map(
          known -> {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("RetryCount", retry);
            json.put("MaxRetryCount", known.maxRetryCount());
            if (failure.isPresent()) {
              json.putObject("Exception").put("Message", failure.get());
            } else {
              json.putNull("Exception");
            }
            return json;
          });
    }
  }

  Invocation run(Attempt attempt) throws InterruptedException {
    Invocation last = attempt.run(0, new Context(policy, 0, Optional.empty()));
    for (int retry = 1; !last.succeeded() && goesOn(retry); retry++) {
      pause.waitFor(policy.get().delay(retry));
      last = attempt.run(retry, new Context(policy, retry, Optional.of(last.outcome().reason())));
    }
    return last;
  }

  private boolean goesOn(int retry) {
    return policy.filter(known -> known.allows(retry)).isPresent();
  }
}
