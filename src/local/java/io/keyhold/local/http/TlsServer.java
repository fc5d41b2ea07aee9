package io.keyhold.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;

/** One TLS server for all services; the Host header says which of them is meant. */
public final class TlsServer implements AutoCloseable {

  static {
    // Without it every answer waits some 40 ms for a delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Dispatcher dispatcher;
  private volatile IntConsumer resetter = port -> {};

  public TlsServer(Certificates certificates, Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
    try {
      server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setHttpsConfigurator(new HttpsConfigurator(certificates.serverContext()));
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Lets a fault reset the tunnel through which a request came. */
  public void resetThrough(Relay relay) {
    resetter = relay::reset;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      new Answering(dispatcher, () -> resetter.accept(exchange.getRemoteAddress().getPort()))
          .answer(exchange);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
