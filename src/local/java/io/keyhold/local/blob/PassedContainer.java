package io.keyhold.local.blob;

import io.keyhold.local.http.Body;
import io.keyhold.local.http.Caller;
import io.keyhold.local.http.Request;
import io.keyhold.local.http.RequestParts;
import io.keyhold.local.http.Response;
import io.keyhold.local.http.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * A container that another blob service keeps, such as Azurite. Whether a caller may do a thing is
 * still decided here, and so are immutability, where the other service knows none, and the end of a
 * lease: the other service does not know how late it is on this clock.
 */
final class PassedContainer extends Container {

  private final Service elsewhere;
  private final InstantSource clock;
  private final Map<String, Held> leases = new ConcurrentHashMap<>();
  private final String etag;
  private final Instant created;

  /** A lease that the other service gave. */
  private record Held(Duration length, Instant until) {}

  PassedContainer(String account, String name, Service elsewhere, InstantSource clock) {
    super(account, name);
    this.elsewhere = elsewhere;
    this.clock = clock;
    var made = call("PUT", "", "restype=container", new byte[0], Map.of());
    if (made.status() != 201) {
      throw new IllegalStateException("The container " + name + " was not made: " + made);
    }
    etag = header(made, "etag");
    created = Times.parsed("last-modified", header(made, "last-modified"));
  }

  @Override
  public List<String> list(String prefix) {
    var names = new ArrayList<String>();
    String marker = "";
    do {
      var page =
          Xml.parse(
              bytes(
                  required(
                      call(
                          "GET",
                          "",
                          "restype=container&comp=list&prefix="
                              + encoded(prefix)
                              + (marker.isEmpty() ? "" : "&marker=" + encoded(marker)),
                          new byte[0],
                          Map.of()),
                      200)));
      var found = page.getElementsByTagName("Name");
      IntStream.range(0, found.getLength())
          .mapToObj(i -> found.item(i).getTextContent())
          .forEach(names::add);
      var next = page.getElementsByTagName("NextMarker");
      marker = next.getLength() == 0 ? "" : next.item(0).getTextContent();
    } while (!marker.isEmpty());
    return names;
  }

  @Override
  public Optional<byte[]> read(String blob) {
    var answer = call("GET", blob, "", new byte[0], Map.of());
    return answer.status() == 404 ? Optional.empty() : Optional.of(bytes(required(answer, 200)));
  }

  @Override
  public void put(String blob, byte[] content) {
    required(call("PUT", blob, "", content, Map.of("x-ms-blob-type", "BlockBlob")), 201);
  }

  @Override
  public boolean delete(String blob) {
    var answer = call("DELETE", blob, "", new byte[0], Map.of());
    return answer.status() != 404 && required(answer, 202).status() == 202;
  }

  @Override
  public Optional<String> leaseState(String blob) {
    var answer = call("HEAD", blob, "", new byte[0], Map.of());
    return answer.status() == 404
        ? Optional.empty()
        : Optional.of(header(required(answer, 200), "x-ms-lease-state"));
  }

  @Override
  Instant created() {
    return created;
  }

  @Override
  String etag() {
    return etag;
  }

  @Override
  Response answer(BlobCall call) {
    boolean changes = List.of("PUT", "DELETE").contains(call.request().method());
    if (isImmutable() && changes && leaseState(call.blob()).isPresent()) {
      throw BlobError.immutable();
    }
    return call.verb().equals("PUT lease") ? lease(call) : elsewhere.answer(call.request());
  }

  /** What has run out by this clock is broken there before somebody else asks for it. */
  private Response lease(BlobCall call) {
    String action = call.request().header("x-ms-lease-action").orElse("");
    var held = Optional.ofNullable(leases.get(call.blob()));
    boolean over = held.filter(lease -> !clock.instant().isBefore(lease.until())).isPresent();
    if (action.equals("acquire") && over) {
      leases.remove(call.blob());
      call(
          "PUT",
          call.blob(),
          "comp=lease",
          new byte[0],
          Map.of("x-ms-lease-action", "break", "x-ms-lease-break-period", "0"));
    }
    var answer = elsewhere.answer(call.request());
    if (answer.status() < 300) {
      switch (action) {
        case "acquire" -> length(call).ifPresent(length -> leases.put(call.blob(), from(length)));
        case "renew" -> held.ifPresent(lease -> leases.put(call.blob(), from(lease.length())));
        case "change" -> {}
        default -> leases.remove(call.blob());
      }
    }
    return answer;
  }

  private Held from(Duration length) {
    return new Held(length, clock.instant().plus(length));
  }

  /** Empty for one without an end. */
  private static Optional<Duration> length(BlobCall call) {
    return call.request()
        .header("x-ms-lease-duration")
        .filter(seconds -> !seconds.equals("-1"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
  }

  private Response call(
      String method, String blob, String query, byte[] body, Map<String, String> headers) {
    String path = "/" + name() + (blob.isEmpty() ? "" : "/" + encoded(blob));
    return elsewhere.answer(
        new Request(
            method,
            account() + BlobStorage.HOST_SUFFIX,
            path,
            RequestParts.query(query),
            query,
            headers,
            body,
            Caller.ANONYMOUS));
  }

  private static Response required(Response answer, int status) {
    if (answer.status() != status) {
      throw new IllegalStateException(
          "The stage was refused: " + answer.status() + " " + answer.headers());
    }
    return answer;
  }

  private static String header(Response answer, String name) {
    return answer.headers().entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  private static byte[] bytes(Response answer) {
    try {
      var out = new ByteArrayOutputStream();
      Body body = answer.body();
      body.writeTo(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
