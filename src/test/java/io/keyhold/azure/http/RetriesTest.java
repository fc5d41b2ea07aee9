package io.keyhold.azure.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one retry policy, against a server that counts. */
class RetriesTest {

  private final AtomicInteger calls = new AtomicInteger();

  private HttpServer server;
  private volatile int status = 200;
  private volatile Optional<String> retryAfter = Optional.empty();
  private volatile int untilHealthy = Integer.MAX_VALUE;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext(
        "/",
        exchange -> {
          boolean healthy = calls.incrementAndGet() > untilHealthy;
          retryAfter.ifPresent(wait -> exchange.getResponseHeaders().set("Retry-After", wait));
          exchange.sendResponseHeaders(healthy ? 200 : status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private int call(int port) {
    SharedHttp http = SharedHttp.build(Optional.empty(), Optional.empty(), Duration.ofSeconds(5));
    HttpPipeline pipeline =
        new HttpPipelineBuilder().httpClient(http.client()).policies(http.retryPolicy()).build();
    HttpRequest request = new HttpRequest(HttpMethod.GET, "http://127.0.0.1:" + port + "/");
    try (var response = pipeline.sendSync(request, Context.NONE)) {
      return response.getStatusCode();
    }
  }

  private int call() {
    return call(server.getAddress().getPort());
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void whatMayPassIsTriedThreeTimes(int failing) {
    status = failing;
    retryAfter = Optional.of("0");
    assertThat(call()).isEqualTo(failing);
    assertThat(calls).hasValue(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 409, 412, 501, 505})
  void anAnswerThatStandsIsNotAskedForAgain(int final_) {
    status = final_;
    assertThat(call()).isEqualTo(final_);
    assertThat(calls).hasValue(1);
  }

  @Test
  void aPassingErrorIsNotSeen() {
    status = 503;
    untilHealthy = 1;
    assertThat(call()).isEqualTo(200);
  }

  @Test
  void whoeverIsToldToWaitLongDoesNotWaitHere() {
    status = 429;
    retryAfter = Optional.of("11");
    assertThat(call()).isEqualTo(429);
    assertThat(calls).hasValue(1);
  }

  @Test
  void aThrottlingWithoutRetryAfterBacksOffByItself() {
    status = 429;
    untilHealthy = 1;
    assertThat(call()).isEqualTo(200);
    assertThat(calls).hasValue(2);
  }

  @Test
  void aServerThatIsNotThereIsUnreachable() {
    int port = server.getAddress().getPort();
    server.stop(0);
    assertThatThrownBy(() -> call(port))
        .satisfies(
            failure -> assertThat(Troubles.of(failure)).isInstanceOf(Trouble.Unreachable.class));
  }

  @Test
  void allWaitingTogetherStaysBelowHalfAMinute() {
    Duration longest = Retries.LONGEST.multipliedBy(Retries.RETRIES);
    assertThat(longest).isLessThan(Duration.ofSeconds(30));
  }
}
