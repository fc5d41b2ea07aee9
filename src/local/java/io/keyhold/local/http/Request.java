package io.keyhold.local.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request as a service sees it.
 *
 * @param method in capitals
 * @param host the host name of the Host header, lower case, without a port
 * @param path the raw path, still percent-encoded
 * @param query decoded values by key as written; of a repeated key the first value
 * @param rawQuery the query as it was sent, without the question mark; empty when there is none
 * @param headers by lower-case name; repeated headers joined by a comma
 * @param body bounded by the server, empty when there is none
 * @param caller who sent it
 */
public record Request(
    String method,
    String host,
    String path,
    Map<String, String> query,
    String rawQuery,
    Map<String, String> headers,
    byte[] body,
    Caller caller) {

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** The decoded value of a query parameter, its name compared without case. */
  public Optional<String> parameter(String name) {
    return query.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
