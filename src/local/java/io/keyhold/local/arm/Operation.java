package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** One long-running operation: its effect comes at its end. */
public final class Operation {

  private final String id;
  private final Start start;
  private Optional<Outcome> outcome = Optional.empty();
  private int polls;

  /**
   * How an operation begins.
   *
   * @param namespace the provider's
   * @param folder {@code DiskOperations} or {@code operations}
   * @param due when it ends, if its effect does not fail
   * @param effect what happens at the end; its result is the operation's output
   * @param undo what happens instead where the operation fails
   * @param pollRetryAfter seconds that the first poll of a running operation asks for
   */
  record Start(
      String subscription,
      String namespace,
      String location,
      String folder,
      Instant at,
      Instant due,
      Supplier<Optional<JsonNode>> effect,
      Runnable undo,
      Optional<Integer> pollRetryAfter) {}

  private sealed interface Outcome {
    record Done(Optional<JsonNode> output) implements Outcome {}

    record Failed(ObjectNode error) implements Outcome {}
  }

  Operation(String id, Start start) {
    this.id = id;
    this.start = start;
  }

  public String id() {
    return id;
  }

  Start start() {
    return start;
  }

  public String path() {
    return path(start.folder());
  }

  /** The same with another folder, for a provider that keeps results apart. */
  public String path(String folder) {
    return "/subscriptions/%s/providers/%s/locations/%s/%s/%s"
        .formatted(start.subscription(), start.namespace(), start.location(), folder, id);
  }

  public boolean running() {
    return outcome.isEmpty();
  }

  /** Ends the operation with its effect, or with what hinders it. */
  void finish(Optional<ArmFailure> hindrance) {
    try {
      hindrance.ifPresent(
          failure -> {
            throw failure;
          });
      outcome = Optional.of(new Outcome.Done(start.effect().get()));
    } catch (ArmFailure failure) {
      outcome = Optional.of(new Outcome.Failed(failure.error()));
      start.undo().run();
    }
  }

  /** What this poll asks the client to wait, which only the first one does. */
  Optional<Integer> retryAfterOfThisPoll() {
    polls++;
    return running() && polls == 1 ? start.pollRetryAfter() : Optional.empty();
  }

  ObjectNode status() {
    var body = ArmJson.object().put("startTime", ArmJson.time(start.at()));
    if (outcome.isEmpty()) {
      return body.put("status", "InProgress").put("name", id);
    }
    body.put("endTime", ArmJson.time(start.due()));
    switch (outcome.get()) {
      case Outcome.Done done -> {
        body.put("status", "Succeeded");
        done.output().ifPresent(output -> body.putObject("properties").set("output", output));
      }
      case Outcome.Failed failed -> body.put("status", "Failed").set("error", failed.error());
    }
    return body.put("name", id);
  }

  /** Why it failed, where it did. */
  public Optional<ObjectNode> error() {
    return outcome.flatMap(
        ended ->
            switch (ended) {
              case Outcome.Done done -> Optional.empty();
              case Outcome.Failed failed -> Optional.of(failed.error());
            });
  }

  /** What the Location answers with when all is done. */
  Optional<JsonNode> result() {
    return outcome.flatMap(
        ended ->
            switch (ended) {
              case Outcome.Done done -> done.output();
              case Outcome.Failed failed -> Optional.of(failed.error());
            });
  }
}
