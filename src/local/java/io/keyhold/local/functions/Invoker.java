package io.keyhold.local.functions;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * Calls a function in the handler, writes its outputs and records what happened. Never throws for a
 * failed function.
 */
final class Invoker {
  private final HttpClient client;
  private final Handler handler;
  private final OutputBindings bindings;
  private final Optional<Duration> timeout;
  private final InstantSource clock;
  private final Pause pause;
  private final Journal journal;

  Invoker(
      HttpClient client,
      Handler handler,
      OutputBindings bindings,
      HostJson host,
      Options options,
      Journal journal) {
    this.client = client;
    this.handler = handler;
    this.bindings = bindings;
    this.timeout = host.functionTimeout();
    this.clock = options.clock();
    this.pause = options.pause();
    this.journal = journal;
  }

  Invocation invoke(FunctionJson function, Envelope envelope, int retry)
      throws InterruptedException {
    UUID id = UUID.randomUUID();
    Instant at = clock.instant();
    String request = envelope.toJson();
    Ending ending = call(function, id, request);
    Invocation invocation =
        journal.record(
            new Invocation(
                id,
                function.name(),
                function.kind(),
                at,
                retry,
                envelope.payloadBytes(),
                request,
                ending.status(),
                ending.body(),
                ending.outputs(),
                ending.undeclared(),
                ending.logs(),
                ending.reply(),
                ending.outcome()));
    ending.logs().forEach(line -> journal.log(LogLine.Level.INFORMATION, function.name(), line));
    if (!invocation.succeeded()) {
      journal.log(
          LogLine.Level.ERROR,
          function.name(),
          "Executed (Failed, Id=" + id + "): " + ending.outcome().reason());
    }
    return invocation;
  }

  private Ending call(FunctionJson function, UUID id, String request) throws InterruptedException {
    HandlerProcess process;
    try {
      process = handler.ready();
    } catch (HostException down) {
      return Ending.without(new Outcome.Failed(down.getMessage()));
    }
    return switch (HandlerAnswer.of(client, process, function.name(), id, request, timeout)) {
      case HandlerAnswer.Unreachable(String reason) -> Ending.without(new Outcome.Failed(reason));
      case HandlerAnswer.TookTooLong() ->
          Ending.without(timedOut(function, process, "No answer in time"));
      case HandlerAnswer.Answered answered -> read(function, process, answered);
    };
  }

  private Ending read(
      FunctionJson function, HandlerProcess process, HandlerAnswer.Answered answered)
      throws InterruptedException {
    Ending ending = Ending.without(new Outcome.Succeeded()).answered(answered);
    return switch (HandlerResult.of(answered)) {
      case HandlerResult.Failure(String reason) -> ending.with(new Outcome.Failed(reason));
      case HandlerResult.NeverCompletes() -> {
        pause.waitFor(timeout.orElse(Duration.ZERO));
        yield ending.with(
            timedOut(function, process, "An answer without a result never completes"));
      }
      case HandlerResult.Result result ->
          write(function, ending.with(result, OutputBindings.undeclared(function, result)), result);
    };
  }

  private Ending write(FunctionJson function, Ending ending, HandlerResult.Result result) {
    try {
      return ending.with(bindings.write(function, result));
    } catch (OutputException unwritable) {
      return ending.with(new Outcome.Failed(unwritable.getMessage()));
    }
  }

  private Outcome timedOut(FunctionJson function, HandlerProcess process, String why) {
    handler.restart(process);
    String limit = timeout.map(Duration::toString).orElse("(none)");
    return new Outcome.TimedOut(
        why + ": Timeout value of " + limit + " was exceeded by function: " + function.name());
  }
}
