package io.keyhold.azurite;

import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.blob.BlobStorage;
import io.keyhold.local.http.Caller;
import io.keyhold.local.http.MovableClock;
import io.keyhold.local.http.Request;
import io.keyhold.local.http.RequestParts;
import io.keyhold.local.http.Service;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The local blob service and Azurite, each with an empty account and the container {@code box},
 * asked the same things; and in what they differ.
 */
final class Pair {

  private static final String ACCOUNT = "keyholdstate";
  private static final String VERSION = "2026-10-06";

  private final Side local;
  private final Side azurite;
  private final Map<String, String> differences = new TreeMap<>();

  Pair() {
    BlobStorage storage = BlobStorage.inMemory(new MovableClock(), LocalAzure.TENANT);
    storage.createContainer(ACCOUNT, "box");
    local = new Side(storage);
    azurite = new Side(AzuriteAccount.create());
    azurite.ask("made", Call.of("PUT", "/box?restype=container"));
  }

  /**
   * One request.
   *
   * @param path with its query
   */
  record Call(String method, String path, Map<String, String> headers, String body) {

    static Call of(String method, String path) {
      return new Call(method, path, Map.of(), "");
    }

    /** A Put Blob of a block blob. */
    static Call put(String path, String body) {
      return new Call("PUT", path, Map.of("x-ms-blob-type", "BlockBlob"), body);
    }

    Call with(String header, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(header, value);
      return new Call(method, path, more, body);
    }
  }

  /** One of the two, and what it has answered so far. */
  static final class Side {

    private final Service service;
    private final Map<String, Seen> seen = new LinkedHashMap<>();

    private Side(Service service) {
      this.service = service;
    }

    /** A header of an earlier answer; empty where there was none. */
    String header(String step, String name) {
      return seen.get(step).headers().getOrDefault(name, "");
    }

    Seen answer(String step) {
      return seen.get(step);
    }

    private Seen ask(String step, Call call) {
      String[] parts = call.path().split("\\?", 2);
      String query = parts.length > 1 ? parts[1] : "";
      Map<String, String> headers = new TreeMap<>();
      headers.put("x-ms-version", VERSION);
      headers.put("authorization", "Bearer token");
      call.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
      headers.values().removeIf(""::equals);
      Seen answer =
          Seen.of(
              service.answer(
                  new Request(
                      call.method(),
                      ACCOUNT + BlobStorage.HOST_SUFFIX,
                      parts[0],
                      RequestParts.query(query),
                      query,
                      headers,
                      call.body().getBytes(StandardCharsets.UTF_8),
                      new Caller(true, "client", "https://storage.azure.com"))));
      seen.put(step, answer);
      return answer;
    }
  }

  /** Asks both the same, and keeps in what their answers differ. */
  Pair ask(String step, Call call) {
    return ask(step, side -> call);
  }

  /** Asks both for what depends on their earlier answers, such as an ETag. */
  Pair ask(String step, Function<Side, Call> call) {
    compare(step, local.ask(step, call.apply(local)), azurite.ask(step, call.apply(azurite)));
    return this;
  }

  private void compare(String step, Seen here, Seen there) {
    Map<String, String> ours = here.meaning();
    Map<String, String> theirs = there.meaning();
    TreeSet<String> names = new TreeSet<>(ours.keySet());
    names.addAll(theirs.keySet());
    UnaryOperator<String> shown = text -> text == null ? "nothing" : text;
    for (String name : names) {
      if (!ours.getOrDefault(name, "").equals(theirs.getOrDefault(name, ""))) {
        differences.put(
            step + ": " + name,
            "local " + shown.apply(ours.get(name)) + ", Azurite " + shown.apply(theirs.get(name)));
      }
    }
  }

  /** Step and part, and what both said. */
  Map<String, String> differences() {
    return differences;
  }

  int requests() {
    return local.seen.size();
  }
}
