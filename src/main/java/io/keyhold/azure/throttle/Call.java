package io.keyhold.azure.throttle;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import io.keyhold.domain.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a call counts against.
 *
 * @param place whose limits they are: a subscription in lower case, or a vault's host
 * @param kinds limits of the place that are known beforehand
 * @param shape calls of one place and shape fall under the same limits of their provider, which its
 *     answers name; empty where there are none
 * @param code what is said when there is no room for too long
 */
record Call(String place, List<Kind> kinds, String shape, Code code) {

  /** A limit that is known beforehand. */
  record Kind(String name, Limit limit, boolean told) {}

  Call {
    kinds = List.copyOf(kinds);
  }

  /** A call to the resource manager. */
  static Call toManager(HttpRequest request) {
    String[] parts = parts(request);
    String subscription = after(parts, "subscriptions");
    String word = word(request.getHttpMethod());
    List<Kind> kinds = new ArrayList<>();
    kinds.add(new Kind(word, Limits.manager(word), true));
    kinds.add(new Kind("global-" + word, Limits.manager("global-" + word), true));
    String provider = after(parts, "providers");
    if (provider.equals("microsoft.network")) {
      boolean read = word.equals("reads");
      kinds.add(new Kind("network-" + (read ? "reads" : "writes"), Limits.network(read), false));
    }
    return new Call(
        subscription, kinds, request.getHttpMethod() + " " + types(parts), Code.CLOUD_THROTTLED);
  }

  /** A call to a vault; operations with a key are the only ones that POST below a version. */
  static Call toVault(HttpRequest request) {
    boolean cryptography =
        request.getHttpMethod() == HttpMethod.POST
            && parts(request).length == 4
            && parts(request)[0].equals("keys");
    Kind kind =
        cryptography
            ? new Kind("cryptography", Limits.vault(true), false)
            : new Kind("operations", Limits.vault(false), false);
    String host = request.getUrl().getHost().toLowerCase(Locale.ROOT);
    return new Call(host, List.of(kind), "", Code.VAULT_THROTTLED);
  }

  private static String word(HttpMethod method) {
    return switch (method) {
      case GET, HEAD, OPTIONS, TRACE -> "reads";
      case DELETE -> "deletes";
      case PUT, POST, PATCH, CONNECT -> "writes";
    };
  }

  /** Provider and types without the names: {@code microsoft.compute/snapshots/*}. */
  private static String types(String[] parts) {
    StringBuilder types = new StringBuilder();
    int from = index(parts, "providers") + 1;
    for (int at = from; from > 0 && at < parts.length; at++) {
      boolean name = (at - from) % 2 == 0 && at > from;
      types.append(at > from ? "/" : "").append(name ? "*" : parts[at]);
    }
    return types.toString();
  }

  private static String after(String[] parts, String word) {
    int index = index(parts, word) + 1;
    return index > 0 && index < parts.length ? parts[index] : "";
  }

  private static int index(String[] parts, String word) {
    for (int at = 0; at < parts.length; at++) {
      if (parts[at].equals(word)) {
        return at;
      }
    }
    return -1;
  }

  private static String[] parts(HttpRequest request) {
    String path = request.getUrl().getPath().toLowerCase(Locale.ROOT);
    return (path.startsWith("/") ? path.substring(1) : path).split("/");
  }
}
