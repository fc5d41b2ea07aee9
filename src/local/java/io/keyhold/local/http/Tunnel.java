package io.keyhold.local.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One connection through the relay.
 *
 * @param in what the client sends after its CONNECT
 * @param clients the clients of all open tunnels, by the port from which the TLS server is reached
 */
record Tunnel(Socket client, InputStream in, Map<Integer, Socket> clients) {

  void through(int port) throws IOException {
    try (var server = new Socket()) {
      server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      server.setTcpNoDelay(true);
      int key = server.getLocalPort();
      clients.put(key, client);
      try {
        client
            .getOutputStream()
            .write(
                "HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        var back = Thread.ofVirtual().name("relay back").start(() -> pump(server, client));
        pump(in, server);
        back.join();
      } finally {
        clients.remove(key);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      pump(from.getInputStream(), to);
    } catch (IOException e) {
      close(to);
    }
  }

  private static void pump(InputStream from, Socket to) {
    try {
      from.transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      close(to);
    }
  }

  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing is left to be closed.
    }
  }
}
