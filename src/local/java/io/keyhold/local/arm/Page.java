package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.http.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * Answers a list page by page; the token names the last entry, so changes between pages are safe.
 */
public record Page(int size) {

  Response of(ArmCall call, List<Resource> all, Function<Resource, ObjectNode> shown) {
    return of(call, all, one -> one.id().key(), one -> listed(call, shown.apply(one)));
  }

  /**
   * One page of entries of any kind.
   *
   * @param all in the order of their keys
   */
  public <T> Response of(
      ArmCall call, List<T> all, Function<T, String> key, Function<T, ObjectNode> shown) {
    return Answers.json(200, body(call, all, key, shown));
  }

  /** The body of such a page. */
  <T> ObjectNode body(
      ArmCall call, List<T> all, Function<T, String> key, Function<T, ObjectNode> shown) {
    var after = call.request().parameter("$skiptoken").map(Page::decoded).orElse("");
    var rest = all.stream().filter(one -> key.apply(one).compareTo(after) > 0).toList();
    var body = ArmJson.object();
    var value = body.putArray("value");
    rest.stream().limit(size).map(shown).forEach(value::add);
    if (rest.size() > size) {
      body.put("nextLink", next(call, key.apply(rest.get(size - 1))));
    }
    return body;
  }

  private static String next(ArmCall call, String last) {
    var filter =
        call.request().parameter("$filter").map(text -> "&%24filter=" + encoded(text)).orElse("");
    return "https://management.azure.com"
        + call.request().path()
        + "?api-version="
        + call.apiVersion()
        + filter
        + "&%24skiptoken="
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(last.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** A list over a whole subscription gives ids with their groups in capitals. */
  private static ObjectNode listed(ArmCall call, ObjectNode entry) {
    if (call.path().group().isEmpty()) {
      ResourceId.parse(entry.path("id").asText())
          .ifPresent(id -> entry.put("id", id.withGroupInCapitals()));
    }
    return entry;
  }

  private static String decoded(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ArmFailure.invalidParameter("The $skiptoken is not valid.", "$skiptoken");
    }
  }
}
