package io.keyhold.local.blob;

import io.keyhold.local.http.Request;
import io.keyhold.local.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Lease Blob: the header names the action. A lease changes neither tag nor time of the blob. */
record LeaseCalls(LocalContainer container) {

  Response lease(BlobCall call) {
    var request = call.request();
    var blob = container.require(call.blob());
    Conditions.of(request).write(Optional.of(blob));
    var now = container.now();
    var moves = new LeaseMoves(blob.lease().at(now), now);
    String action =
        request
            .header("x-ms-lease-action")
            .orElseThrow(() -> BlobError.missingHeader("x-ms-lease-action"));
    return switch (action) {
      case "acquire" -> held(201, blob, moves.acquire(proposed(request, false), length(request)));
      case "renew" -> held(200, blob, moves.renew(leaseId(request)));
      case "change" -> held(200, blob, moves.change(leaseId(request), proposed(request, true)));
      case "release" -> {
        container.keep(blob.with(moves.release(leaseId(request))));
        yield Answers.tagged(200, blob);
      }
      case "break" -> broken(blob, moves.breakAfter(breakPeriod(request)), now);
      default -> throw BlobError.invalidHeader("x-ms-lease-action", action);
    };
  }

  private Response held(int status, Blob blob, Lease.Leased lease) {
    container.keep(blob.with(lease));
    return Answers.tagged(status, blob).with("x-ms-lease-id", lease.id());
  }

  private Response broken(Blob blob, Lease lease, Instant now) {
    container.keep(blob.with(lease));
    long left =
        lease instanceof Lease.Breaking breaking
            ? Duration.between(now, breaking.until()).plusMillis(999).toSeconds()
            : 0;
    return Answers.tagged(202, blob).with("x-ms-lease-time", String.valueOf(left));
  }

  private static String leaseId(Request request) {
    return guid(
        "x-ms-lease-id",
        request
            .header("x-ms-lease-id")
            .orElseThrow(() -> BlobError.missingHeader("x-ms-lease-id")));
  }

  private static String proposed(Request request, boolean required) {
    var given = request.header("x-ms-proposed-lease-id");
    if (given.isEmpty() && required) {
      throw BlobError.missingHeader("x-ms-proposed-lease-id");
    }
    return given
        .map(text -> guid("x-ms-proposed-lease-id", text))
        .orElseGet(() -> UUID.randomUUID().toString());
  }

  private static String guid(String header, String text) {
    if (!text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
      throw BlobError.invalidHeader(header, text);
    }
    return text;
  }

  /** 15 to 60 seconds, or -1 for a lease without an end. */
  private static Optional<Duration> length(Request request) {
    String text =
        request
            .header("x-ms-lease-duration")
            .orElseThrow(() -> BlobError.missingHeader("x-ms-lease-duration"));
    if (text.equals("-1")) {
      return Optional.empty();
    }
    return Optional.of(seconds("x-ms-lease-duration", text, 15));
  }

  private static Optional<Duration> breakPeriod(Request request) {
    return request
        .header("x-ms-lease-break-period")
        .map(text -> seconds("x-ms-lease-break-period", text, 0));
  }

  private static Duration seconds(String header, String text, int least) {
    if (text.matches("[0-9]{1,2}")) {
      int seconds = Integer.parseInt(text);
      if (seconds >= least && seconds <= 60) {
        return Duration.ofSeconds(seconds);
      }
    }
    throw BlobError.invalidHeader(header, text);
  }
}
