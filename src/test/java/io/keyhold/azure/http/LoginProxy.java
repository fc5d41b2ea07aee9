package io.keyhold.azure.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy that lets nobody through without a login; behind it stands another one. */
public final class LoginProxy implements AutoCloseable {

  private static final String ASKS =
      "HTTP/1.1 407 Proxy Authentication Required\r\n"
          + "Proxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n\r\n";

  private final ServerSocket listener;
  private final int next;
  private final String expected;
  private final List<String> served = new CopyOnWriteArrayList<>();

  /**
   * @param next port on loopback of the proxy behind
   * @param login as {@code user:password}
   */
  public LoginProxy(int next, String login) {
    this.next = next;
    this.expected =
        "basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** The first lines of the requests that were let through. */
  public List<String> served() {
    return List.copyOf(served);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      while (!head.isEmpty() && !hasLogin(head)) {
        client.getOutputStream().write(ASKS.getBytes(StandardCharsets.US_ASCII));
        head = head(client.getInputStream());
      }
      if (!head.isEmpty()) {
        served.add(head.lines().findFirst().orElseThrow());
        through(client, head);
      }
    } catch (IOException gone) {
      // The client sees the closed connection.
    }
  }

  private boolean hasLogin(String head) {
    return head.lines()
        .map(line -> line.split(": ", 2))
        .filter(header -> header[0].equalsIgnoreCase("Proxy-Authorization"))
        .anyMatch(
            header ->
                header[1].regionMatches(true, 0, expected, 0, "basic ".length())
                    && header[1].endsWith(expected.substring("basic ".length())));
  }

  private void through(Socket client, String head) throws IOException {
    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), next)) {
      server.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      Thread back = Thread.ofVirtual().start(() -> pump(server, client));
      pump(client, server);
      back.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException gone) {
      // One side has closed: the other one ends by itself.
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.append((char) next);
    }
    return head.toString();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
