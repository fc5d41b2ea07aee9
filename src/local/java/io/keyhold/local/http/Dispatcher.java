package io.keyhold.local.http;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Leads each request past the faults to its service, and writes it down. */
public final class Dispatcher {

  private final Services services;
  private final Authenticator authenticator;
  private final Faults faults;
  private final RequestLog log;
  private final InstantSource clock;
  private final Witness witness;

  public Dispatcher(
      Services services,
      Authenticator authenticator,
      Faults faults,
      RequestLog log,
      InstantSource clock,
      Witness witness) {
    this.services = services;
    this.authenticator = authenticator;
    this.faults = faults;
    this.log = log;
    this.clock = clock;
    this.witness = witness;
  }

  /** What is to be sent: an answer, or none. */
  sealed interface Outcome {
    record Answer(Response response) implements Outcome {}

    record Silence() implements Outcome {}

    record Cut() implements Outcome {}
  }

  Caller caller(String authorization) {
    return authenticator.caller(authorization);
  }

  Outcome dispatch(Request request) {
    var entry = services.find(request.host());
    if (entry.isEmpty() || !entry.get().resolves().test(request.host())) {
      // A connection that outlived its vault; a new one would find no name.
      return noted(request, "", new Outcome.Cut(), Map.of());
    }
    var fault = faults.next(request);
    Optional<Response> real =
        fault.filter(found -> found.moment() == Fault.Moment.BEFORE).isPresent()
            ? Optional.empty()
            : Optional.of(answered(entry.get().service(), request));
    real.ifPresent(response -> witness.saw(request, response));
    var outcome =
        fault
            .map(found -> spoiled(found.kind()))
            .orElseGet(() -> new Outcome.Answer(real.orElseThrow()));
    var facts = real.map(Response::facts).orElse(Map.of());
    return noted(request, entry.get().suffix(), outcome, facts);
  }

  /** A service that breaks is a fault of the local Azure: told as such, and never swallowed. */
  private static Response answered(Service service, Request request) {
    try {
      return service.answer(request);
    } catch (RuntimeException e) {
      var trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace, true));
      System.err.println(request.method() + " " + request.path() + " broke: " + trace);
      return Response.text(500, "text/plain", "The local Azure broke: " + e).fact("broke", "" + e);
    }
  }

  private static Outcome spoiled(Fault.Kind kind) {
    return switch (kind) {
      case Fault.Status status -> new Outcome.Answer(answer(status));
      case Fault.Malformed malformed ->
          new Outcome.Answer(Response.text(200, "application/json", "{\"value\":[{\"name\":\"t"));
      case Fault.Timeout timeout -> new Outcome.Silence();
      case Fault.Reset reset -> new Outcome.Cut();
    };
  }

  private static Response answer(Fault.Status status) {
    var response =
        status.body().isEmpty()
            ? Response.empty(status.code())
            : Response.text(status.code(), "application/json; charset=utf-8", status.body());
    return status.retryAfter().isPresent()
        ? response.with("Retry-After", Integer.toString(status.retryAfter().getAsInt()))
        : response;
  }

  private Outcome noted(
      Request request, String service, Outcome outcome, Map<String, String> facts) {
    int status = outcome instanceof Outcome.Answer answer ? answer.response().status() : 0;
    log.add(
        new RequestLog.Entry(
            clock.instant(),
            service,
            request.method(),
            request.host(),
            request.path(),
            request.rawQuery(),
            request.caller().clientId(),
            status,
            facts));
    return outcome;
  }
}
