package io.keyhold.azure.http;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.AddDatePolicy;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import com.azure.core.util.Configuration;
import com.azure.core.util.ConfigurationBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * The one HTTP client that every Azure client and credential is given. One that is built with
 * defaults silently ignores proxy and CA file, so a rule forbids it.
 */
public final class SharedHttp {

  private static final String ALLOWED_HEADERS = "jdk.httpclient.allowRestrictedHeaders";
  private static final String USER_AGENT = "keyhold";
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(20);

  private final HttpClient client;
  private final Duration firstRetry;

  /**
   * Over a client that is there already.
   *
   * @param firstRetry about how long to wait before the first retry
   */
  public SharedHttp(HttpClient client, Duration firstRetry) {
    this.client = client;
    this.firstRetry = firstRetry;
  }

  /**
   * @param timeout of one request: for its connection (at most 20 s), its answer, and each part of
   *     the answer's body
   */
  public static SharedHttp build(Optional<Proxy> proxy, Optional<Path> caFile, Duration timeout) {
    java.net.http.HttpClient.Builder builder =
        java.net.http.HttpClient.newBuilder()
            .version(java.net.http.HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor());
    proxy.ifPresent(through -> route(builder, through));
    caFile.map(Trust::with).ifPresent(builder::sslContext);
    Duration connect = timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT;
    return new SharedHttp(
        new JdkHttpClientBuilder(builder)
            .configuration(nothingButAllowedHeaders())
            .connectionTimeout(connect)
            .writeTimeout(timeout)
            .responseTimeout(timeout)
            .readTimeout(timeout)
            .build(),
        Retries.FIRST);
  }

  /**
   * Nothing of the environment, or the builder reads proxies from it and replaces the selector; but
   * the header that the JVM was told to allow, or every request warns of it.
   */
  private static Configuration nothingButAllowedHeaders() {
    String allowed = System.getProperty(ALLOWED_HEADERS);
    Map<String, String> known = allowed == null ? Map.of() : Map.of(ALLOWED_HEADERS, allowed);
    return new ConfigurationBuilder(path -> Map.of(), path -> known, path -> Map.of()).build();
  }

  private static void route(java.net.http.HttpClient.Builder builder, Proxy proxy) {
    builder.proxy(new ProxyRoute(proxy));
    proxy
        .authenticator()
        .ifPresent(
            login -> {
              // The JDK keeps Basic out of tunnels unless it is told not to, before its first use.
              System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
              builder.authenticator(login);
            });
  }

  public HttpClient client() {
    return client;
  }

  /** The retry policy for a client that builds its own pipeline. */
  public RetryPolicy retryPolicy() {
    return Retries.policy(firstRetry);
  }

  /** A pipeline for the services that take an ordinary bearer token: resource manager and blobs. */
  public HttpPipeline pipeline(TokenCredential credential, String scope) {
    return pipeline(credential, scope, List.of());
  }

  /**
   * @param perTry what every try of a call has to pass
   */
  public HttpPipeline pipeline(
      TokenCredential credential, String scope, List<HttpPipelinePolicy> perTry) {
    return new HttpPipelineBuilder()
        .httpClient(client)
        .policies(new UserAgentPolicy(USER_AGENT), new RequestIdPolicy(), retryPolicy())
        .policies(perTry.toArray(HttpPipelinePolicy[]::new))
        .policies(new AddDatePolicy(), new BearerTokenAuthenticationPolicy(credential, scope))
        .build();
  }
}
