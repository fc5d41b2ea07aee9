package io.keyhold.azurite;

import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.blob.BlobStorage;
import io.keyhold.local.http.Body;
import io.keyhold.local.http.Request;
import io.keyhold.local.http.Response;
import io.keyhold.local.http.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One account of Azurite, as the blob service that a local Azure stands in front of. Requests reach
 * it as they are, under the account's own host name and with a token of its own: the caller's is
 * valid by the local Azure's clock, which Azurite does not know.
 */
public final class AzuriteAccount implements Service {

  /** What belongs to one connection, and what is set for this one. */
  private static final List<String> OWN =
      List.of("connection", "content-length", "expect", "host", "upgrade", "authorization");

  private static final List<String> OF_THE_CONNECTION =
      List.of("connection", "keep-alive", "transfer-encoding", "date");

  private static final Duration LONGEST_CALL = Duration.ofSeconds(60);

  private final String name;
  private final HttpClient client;

  private AzuriteAccount(String name, HttpClient client) {
    this.name = name;
    this.client = client;
  }

  /** A new account, with nothing in it. */
  public static AzuriteAccount create() {
    Azurite azurite = Azurite.running();
    return new AzuriteAccount(azurite.newAccount(), client(azurite));
  }

  private static HttpClient client(Azurite azurite) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", azurite.relayPort())))
        .sslContext(LocalAzure.certificates().clientContext())
        .build();
  }

  public String name() {
    return name;
  }

  @Override
  public Response answer(Request request) {
    String query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
    HttpRequest.Builder call =
        HttpRequest.newBuilder(
                URI.create("https://" + name + BlobStorage.HOST_SUFFIX + request.path() + query))
            .timeout(LONGEST_CALL)
            .method(request.method(), BodyPublishers.ofByteArray(request.body()));
    request
        .headers()
        .forEach(
            (header, value) -> {
              if (!OWN.contains(header)) {
                call.header(header, value);
              }
            });
    call.header("authorization", "Bearer " + token());
    return answer(sent(call.build()), request.method().equals("HEAD"));
  }

  private HttpResponse<byte[]> sent(HttpRequest call) {
    try {
      return client.send(call, BodyHandlers.ofByteArray());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static Response answer(HttpResponse<byte[]> answer, boolean head) {
    Map<String, String> headers = new LinkedHashMap<>();
    answer
        .headers()
        .map()
        .forEach(
            (header, values) -> {
              boolean length = header.equalsIgnoreCase("content-length");
              if (!OF_THE_CONNECTION.contains(header.toLowerCase(Locale.ROOT))
                  && (head || !length)) {
                headers.put(header, String.join(",", values));
              }
            });
    return new Response(answer.statusCode(), headers, new Body.Bytes(answer.body()));
  }

  /** Azurite reads the claims of a token and leaves its signature alone. */
  static String token() {
    long now = Instant.now().getEpochSecond();
    return part("{\"typ\":\"JWT\",\"alg\":\"RS256\"}")
        + "."
        + part(
            "{\"aud\":\"https://storage.azure.com\",\"iss\":\"https://sts.windows.net/%s/\",\"iat\":%d,\"nbf\":%d,\"exp\":%d}"
                .formatted(LocalAzure.TENANT, now, now - 60, now + 3_600))
        + "."
        + part("unsigned");
  }

  private static String part(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
