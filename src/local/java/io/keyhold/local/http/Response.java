package io.keyhold.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One answer of a service.
 *
 * @param headers by name; Content-Length is set by the server, except where a HEAD names the length
 *     of the body that a GET would have had
 * @param facts what the service knows about the call beyond its URL, for the request log (such as
 *     the key version that a versionless read resolved to); never sent
 */
public record Response(
    int status, Map<String, String> headers, Body body, Map<String, String> facts) {

  private static final Body NOTHING = new Body.Bytes(new byte[0]);

  public Response {
    headers = Map.copyOf(headers);
    facts = Map.copyOf(facts);
  }

  public Response(int status, Map<String, String> headers, Body body) {
    this(status, headers, body, Map.of());
  }

  public static Response empty(int status) {
    return new Response(status, Map.of(), NOTHING);
  }

  public static Response json(int status, JsonNode node) {
    return text(status, "application/json; charset=utf-8", node.toString());
  }

  public static Response xml(int status, String xml) {
    return text(status, "application/xml", xml);
  }

  public static Response text(int status, String contentType, String text) {
    return bytes(status, contentType, text.getBytes(StandardCharsets.UTF_8));
  }

  public static Response bytes(int status, String contentType, byte[] bytes) {
    return new Response(status, Map.of("Content-Type", contentType), new Body.Bytes(bytes));
  }

  /** The same answer with one more header, or with another value for it. */
  public Response with(String name, String value) {
    return new Response(status, added(headers, name, value), body, facts);
  }

  /** The same answer with another status. */
  public Response withStatus(int newStatus) {
    return new Response(newStatus, headers, body, facts);
  }

  /** The same answer with one more fact for the request log. */
  public Response fact(String name, String value) {
    return new Response(status, headers, body, added(facts, name, value));
  }

  private static Map<String, String> added(Map<String, String> to, String name, String value) {
    var result = new LinkedHashMap<>(to);
    result.keySet().removeIf(name::equalsIgnoreCase);
    result.put(name, value);
    return result;
  }
}
