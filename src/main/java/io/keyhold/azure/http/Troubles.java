package io.keyhold.azure.http;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** From an exception of the SDK, which may lie several causes deep, to what it means. */
public final class Troubles {

  private Troubles() {}

  public static Trouble of(Throwable failure) {
    List<Throwable> chain = chain(failure);
    return noToken(chain)
        .or(() -> answered(chain))
        .or(() -> timedOut(chain))
        .or(() -> unreachable(chain))
        .orElseGet(() -> notUnderstood(failure));
  }

  /** The failure, its causes, and what was suppressed on the way, outermost first. */
  private static List<Throwable> chain(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    collect(failure, chain, Collections.newSetFromMap(new IdentityHashMap<>()));
    return chain;
  }

  private static void collect(Throwable failure, List<Throwable> into, Set<Throwable> seen) {
    if (failure == null || !seen.add(failure)) {
      return;
    }
    into.add(failure);
    collect(failure.getCause(), into, seen);
    for (Throwable suppressed : failure.getSuppressed()) {
      collect(suppressed, into, seen);
    }
  }

  /** Only the identity library throws these; a service's 401 is an answer like any other. */
  private static Optional<Trouble> noToken(List<Throwable> chain) {
    return chain.stream()
        .filter(
            one ->
                one instanceof ClientAuthenticationException
                    && (one.getClass().getName().startsWith("com.azure.identity")
                        || ((ClientAuthenticationException) one).getResponse() == null))
        .findFirst()
        .map(one -> new Trouble.NoToken(Shown.text(String.valueOf(one.getMessage()))));
  }

  private static Optional<Trouble> answered(List<Throwable> chain) {
    return chain.stream()
        .filter(HttpResponseException.class::isInstance)
        .map(HttpResponseException.class::cast)
        .filter(one -> one.getResponse() != null)
        .findFirst()
        .map(
            one ->
                one.getResponse().getStatusCode() < 300 ? notUnderstood(one) : ErrorBody.read(one));
  }

  private static Optional<Trouble> timedOut(List<Throwable> chain) {
    return any(chain, HttpTimeoutException.class) || any(chain, TimeoutException.class)
        ? Optional.of(new Trouble.TimedOut())
        : Optional.empty();
  }

  private static Optional<Trouble> unreachable(List<Throwable> chain) {
    Optional<Integer> tunnel =
        chain.stream().flatMap(one -> Tunnel.status(one).stream()).findFirst();
    if (tunnel.isPresent()) {
      return Optional.of(
          new Trouble.Unreachable(
              tunnel.get() >= 500, "the proxy answers " + tunnel.get() + " for this host"));
    }
    if (any(chain, UnknownHostException.class) || any(chain, UnresolvedAddressException.class)) {
      return Optional.of(new Trouble.Unreachable(true, "the name does not resolve"));
    }
    if (any(chain, ConnectException.class)) {
      return Optional.of(new Trouble.Unreachable(false, "no connection"));
    }
    if (any(chain, SSLException.class)) {
      return Optional.of(
          new Trouble.Unreachable(false, "the certificate is not trusted, or TLS failed"));
    }
    return any(chain, IOException.class) && !garbled(chain)
        ? Optional.of(new Trouble.Unreachable(false, "the connection broke"))
        : Optional.empty();
  }

  /** A body that is no JSON or XML is an IOException too, of the parser. */
  private static boolean garbled(List<Throwable> chain) {
    return chain.stream()
        .filter(IOException.class::isInstance)
        .map(one -> one.getClass().getName())
        .anyMatch(name -> name.contains("json") || name.contains("xml"));
  }

  private static boolean any(List<Throwable> chain, Class<?> kind) {
    return chain.stream().anyMatch(kind::isInstance);
  }

  /** Without the exception's message: that may quote the answer, and the answer may be a secret. */
  private static Trouble notUnderstood(Throwable failure) {
    return new Trouble.NotUnderstood(
        "the answer was not understood (" + failure.getClass().getSimpleName() + ")");
  }
}
