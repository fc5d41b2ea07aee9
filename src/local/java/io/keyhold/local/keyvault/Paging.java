package io.keyhold.local.keyvault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** One page of a list, and the link to the next. The marker names the first item of that page. */
record Paging(Call call, Kind kind) {

  private static final int DEFAULT_SIZE = 25;

  /**
   * @param items in the order of the list
   * @param marker what names an item within its kind: a name, or a name and a version
   */
  <T> ObjectNode page(List<T> items, Function<T, String> marker, Function<T, ObjectNode> form) {
    int size = size();
    var from = start();
    var rest =
        items.stream()
            .dropWhile(
                item ->
                    from.isPresent()
                        && marker.apply(item).toUpperCase(Locale.ROOT).compareTo(from.get()) < 0)
            .toList();
    var page = Json.object();
    var value = page.putArray("value");
    rest.stream().limit(size).map(form).forEach(value::add);
    page.put("nextLink", rest.size() > size ? link(marker.apply(rest.get(size))) : null);
    return page;
  }

  private int size() {
    return call.request()
        .parameter("maxresults")
        .map(
            text -> {
              if (text.matches("[0-9]{1,2}")) {
                int size = Integer.parseInt(text);
                if (size >= 1 && size <= DEFAULT_SIZE) {
                  return size;
                }
              }
              throw VaultError.badParameter("maxresults must be between 1 and 25");
            })
        .orElse(DEFAULT_SIZE);
  }

  private String link(String next) {
    var request = call.request();
    return "https://%s:443%s?api-version=%s&$skiptoken=%s%s"
        .formatted(
            request.host(),
            request.path(),
            call.api().text(),
            token(next),
            request.parameter("maxresults").map(size -> "&maxresults=" + size).orElse(""));
  }

  /** The form of the real token: a table's continuation marker within JSON within base64url. */
  private String token(String next) {
    String key = kind.word() + "/" + next.toUpperCase(Locale.ROOT);
    String end = "9999-12-31T23:59:59.9999999Z";
    String marker = "%06d!%s!%06d!%s!".formatted(key.length(), key, end.length(), end);
    String coded =
        Base64.getEncoder()
            .encodeToString(marker.getBytes(StandardCharsets.UTF_8))
            .replace('=', '-');
    var node =
        Json.object()
            .put("NextMarker", "2!" + coded.length() + "!" + coded)
            .put("TargetLocation", 0);
    return Base64Url.of(Json.bytes(node));
  }

  private Optional<String> start() {
    return call.request().parameter("$skiptoken").map(Paging::named);
  }

  private static String named(String token) {
    try {
      JsonNode node = Json.parse(Base64Url.bytes(token).orElseThrow(Paging::badToken));
      String[] outer = node.path("NextMarker").asText().split("!", 3);
      String marker =
          new String(
              Base64.getDecoder().decode(outer[2].replace('-', '=')), StandardCharsets.UTF_8);
      String key = marker.split("!", 3)[1];
      return key.substring(key.indexOf('/') + 1);
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw badToken();
    }
  }

  private static VaultError badToken() {
    return VaultError.badParameter("Invalid continuation token.");
  }
}
