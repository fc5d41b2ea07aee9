package io.keyhold.azure.throttle;

import com.azure.core.http.HttpHeader;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an answer of the resource manager says is left (exchanges/throttling-headers.json).
 *
 * @param ofManager by the limit's name, such as {@code reads} or {@code global-reads}
 * @param ofProvider by the policy's name, such as {@code HighCostGet3Min}. Policies of one resource
 *     alone ({@code …Resource}) are left out: a run asks one resource a few times, and their
 *     buckets hold dozens
 */
record Remaining(Map<String, Integer> ofManager, Map<String, Integer> ofProvider) {

  private static final String MANAGER = "x-ms-ratelimit-remaining-subscription-";
  private static final HttpHeaderName PROVIDER =
      HttpHeaderName.fromString("x-ms-ratelimit-remaining-resource");

  Remaining {
    ofManager = Map.copyOf(ofManager);
    ofProvider = Map.copyOf(ofProvider);
  }

  static Remaining of(HttpHeaders headers) {
    Map<String, Integer> manager = new LinkedHashMap<>();
    for (HttpHeader header : headers) {
      String name = header.getName().toLowerCase(Locale.ROOT);
      if (name.startsWith(MANAGER)) {
        number(header.getValue())
            .ifPresent(left -> manager.put(name.substring(MANAGER.length()), left));
      }
    }
    Map<String, Integer> provider = new LinkedHashMap<>();
    Optional.ofNullable(headers.getValue(PROVIDER)).stream()
        .flatMap(text -> Arrays.stream(text.split(",")))
        .map(pair -> pair.strip().split(";"))
        .filter(pair -> pair.length == 2 && !pair[0].endsWith("Resource"))
        .forEach(pair -> number(pair[1]).ifPresent(left -> provider.put(policy(pair[0]), left)));
    return new Remaining(manager, provider);
  }

  private static String policy(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static Optional<Integer> number(String text) {
    return Optional.ofNullable(text)
        .map(String::strip)
        .filter(digits -> digits.matches("\\d{1,8}"))
        .map(Integer::valueOf);
  }
}
