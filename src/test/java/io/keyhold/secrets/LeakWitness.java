package io.keyhold.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keyhold.local.http.Body;
import io.keyhold.local.http.Request;
import io.keyhold.local.http.Response;
import io.keyhold.local.http.Witness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Learns what vaults give out, and looks for it in every other request, and in all that handlers
 * say. So it sees what is to become a blob, a tag or a message before it is one.
 */
public final class LeakWitness implements Witness {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Set<String> leaks = Collections.synchronizedSet(new TreeSet<>());

  /** Found by the service loader. */
  public static final class Source implements Witness.Source {
    @Override
    public Witness witness() {
      return new LeakWitness();
    }
  }

  @Override
  public void saw(Request request, Response response) {
    String host = request.method() + " " + request.host();
    byte[] address = bytes(request.path() + "?" + request.rawQuery());
    look(host + ", its address", address);
    boolean clean = Leaks.secrets().in(address).isEmpty();
    String line = clean ? host + request.path() : host; // what is found is not said once more
    if (isVault(request.host())) {
      learn(request, response);
      return;
    }
    look(line, request.body());
    request
        .headers()
        .forEach((name, value) -> look(line + ", header " + name, bytes(name + ": " + value)));
  }

  @Override
  public void heard(String place, String text) {
    look(place, bytes(text));
  }

  private void look(String place, byte[] content) {
    Leaks.secrets().in(content).forEach(found -> leaks.add(found + " in " + place));
  }

  private static boolean isVault(String host) {
    return host.contains(".vault.") || host.contains(".managedhsm.");
  }

  /** The value of a secret that was read or set, and what was unwrapped or decrypted. */
  private static void learn(Request request, Response response) {
    boolean shows =
        request.path().startsWith("/secrets/")
            || request.path().endsWith("/unwrapkey")
            || request.path().endsWith("/decrypt");
    if (shows && response.status() == 200 && response.body() instanceof Body.Bytes body) {
      try {
        JsonNode value = JSON.readTree(body.bytes()).path("value");
        if (value.isTextual()) {
          Leaks.secrets().learnText(value.asText());
        }
      } catch (IOException other) {
        // No JSON, no value.
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    Leaks.write();
    if (!leaks.isEmpty()) {
      throw new AssertionError(
          "Key material is where it must not be:\n  " + String.join("\n  ", leaks));
    }
  }
}
