package io.keyhold.local.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Plain calls to a local Azure, through its relay and with its settings alone. */
public final class Wire {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient PLAIN = HttpClient.newHttpClient();
  private static final String MANAGEMENT = "https://management.azure.com";

  private final LocalAzure azure;
  private final HttpClient client;

  public Wire(LocalAzure azure) {
    this.azure = azure;
    this.client = builder(azure).build();
  }

  /** A JDK client that goes through the relay and trusts the local authority. */
  public static HttpClient.Builder builder(LocalAzure azure) {
    return builder(
        URI.create(azure.settings().get("HTTPS_PROXY")),
        Path.of(azure.settings().get("KEYHOLD_CA_FILE")));
  }

  /** The same, from the two settings; everything but https goes directly. */
  static HttpClient.Builder builder(URI proxy, Path authority) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .proxy(new Https(new InetSocketAddress(proxy.getHost(), proxy.getPort())))
        .sslContext(trusting(authority));
  }

  /** Plain http, as that of the identity endpoint, takes no proxy. */
  private static final class Https extends ProxySelector {
    private final Proxy proxy;

    Https(InetSocketAddress address) {
      proxy = new Proxy(Proxy.Type.HTTP, address);
    }

    @Override
    public List<Proxy> select(URI uri) {
      return List.of("https".equals(uri.getScheme()) ? proxy : Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
      // The failing call tells its caller.
    }
  }

  /** A token of the default identity, or of the one with a client id. */
  public static String token(LocalAzure azure, String resource, String clientId) {
    var settings = azure.settings();
    var query =
        "?api-version=2019-08-01&resource="
            + resource
            + (clientId.isEmpty() ? "" : "&client_id=" + clientId);
    var request =
        HttpRequest.newBuilder(URI.create(settings.get("IDENTITY_ENDPOINT") + query))
            .header("X-IDENTITY-HEADER", settings.get("IDENTITY_HEADER"))
            .build();
    return json(sent(PLAIN, request)).path("access_token").asText();
  }

  /** A call to ARM by the default identity. */
  public HttpResponse<String> arm(String method, String pathAndQuery, String body) {
    return armAs("", method, pathAndQuery, body);
  }

  public HttpResponse<String> armAs(
      String clientId, String method, String pathAndQuery, String body) {
    var url = pathAndQuery.startsWith("https:") ? pathAndQuery : MANAGEMENT + pathAndQuery;
    return send(
        request(url)
            .header(
                "Authorization",
                "Bearer " + token(azure, "https://management.core.windows.net/", clientId))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  public HttpResponse<String> get(String pathAndQuery) {
    return arm("GET", pathAndQuery, "");
  }

  public HttpResponse<String> send(HttpRequest request) {
    return sent(client, request);
  }

  public static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20));
  }

  public static JsonNode json(HttpResponse<String> response) {
    return json(response.body());
  }

  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpResponse<String> sent(HttpClient client, HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static SSLContext trusting(Path authority) {
    try (var in = Files.newInputStream(authority)) {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry(
          "local", CertificateFactory.getInstance("X.509").generateCertificate(in));
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
