package io.keyhold.local.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The HTTPS proxy on loopback that leads Azure's host names to the local TLS server. It knows
 * CONNECT only. Its log shows that nothing else was called.
 */
public final class Relay implements AutoCloseable {

  private static final int LONGEST_HEAD = 16 * 1024;

  private final ServerSocket listener;
  private final Services services;
  private final int target;
  private final InstantSource clock;
  private final Map<String, Integer> led = new ConcurrentHashMap<>();
  private final List<Asked> log = new CopyOnWriteArrayList<>();
  private final Map<Integer, Socket> clients = new ConcurrentHashMap<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /** What the relay did with a CONNECT. */
  public enum Verdict {
    ALLOWED,
    /** Not a name of the local Azure: 403. */
    REFUSED,
    /** A name that would not resolve now, such as a deleted vault's: 502. */
    UNRESOLVED
  }

  /** One host that was asked for. */
  public record Asked(Instant at, String host, int port, Verdict verdict) {}

  /**
   * @param target the port of the TLS server on loopback
   */
  public Relay(Services services, int target, InstantSource clock) {
    this.services = services;
    this.target = target;
    this.clock = clock;
    try {
      listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("relay").start(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  public List<Asked> asked() {
    return List.copyOf(log);
  }

  /** From now on the names below a suffix lead to the TLS server at this port of loopback. */
  public void lead(String suffix, int port) {
    led.put(suffix, port);
  }

  private Optional<Integer> ledTo(String host) {
    return led.entrySet().stream()
        .filter(entry -> host.endsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Resets the tunnel that reaches the TLS server from the given local port. */
  void reset(int port) {
    var client = clients.get(port);
    if (client != null) {
      try {
        client.setSoLinger(true, 0);
      } catch (IOException e) {
        // Already closed by the client: then it has its reset.
      }
      Tunnel.close(client);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var client = listener.accept();
        open.add(client);
        Thread.ofVirtual().name("relay tunnel").start(() -> serve(client));
      } catch (IOException e) {
        if (!listener.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      var in = new BufferedInputStream(client.getInputStream());
      while (true) {
        var line = head(in).lines().findFirst().orElse("");
        if (line.isEmpty()) {
          return;
        }
        if (!line.startsWith("CONNECT ")) {
          answer(client, "405 Method Not Allowed");
          return;
        }
        var address = line.split(" ")[1];
        int colon = address.lastIndexOf(':');
        var host = address.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT);
        int port = Integer.parseInt(address.substring(colon + 1));
        var verdict = verdict(host, port);
        log.add(new Asked(clock.instant(), host, port, verdict));
        switch (verdict) {
          case ALLOWED -> {
            new Tunnel(client, in, clients).through(ledTo(host).orElse(target));
            return;
          }
          case REFUSED -> answer(client, "403 Forbidden");
          case UNRESOLVED -> answer(client, "502 Bad Gateway");
        }
      }
    } catch (IOException | RuntimeException e) {
      // A broken tunnel is the client's affair; it sees the closed socket.
    } finally {
      open.remove(client);
    }
  }

  private Verdict verdict(String host, int port) {
    var entry = services.find(host);
    if (entry.isEmpty() || port != 443) {
      return Verdict.REFUSED;
    }
    return ledTo(host).isPresent() || entry.get().resolves().test(host)
        ? Verdict.ALLOWED
        : Verdict.UNRESOLVED;
  }

  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.length() < LONGEST_HEAD && head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static void answer(Socket client, String status) throws IOException {
    var head = "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n";
    client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open.forEach(Tunnel::close);
    clients.values().forEach(Tunnel::close);
  }
}
