package io.keyhold.azurite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between the relay and Azurite and resets the connection at a given moment: a request is
 * lost on its way, or an answer. TLS hides what passes, so it counts pieces as they arrive.
 */
final class Cutter implements AutoCloseable {

  /** Which way the piece goes at which it cuts. */
  enum Way {
    /** The piece is lost: Azurite sees nothing of it. */
    REQUEST,
    /** Azurite has done what was asked, and the answer is lost. */
    ANSWER
  }

  private final ServerSocket listener;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final int[] passed = new int[Way.values().length];
  private Way way = Way.REQUEST;
  private int at;
  private boolean stays;
  private boolean down;
  private boolean cut;

  Cutter(int target) {
    this.target = target;
    try {
      listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Thread.ofVirtual().name("cutter").start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /**
   * Cuts once, at a piece from now on.
   *
   * @param piece 1 for the next one that goes this way; 0 for never
   * @param staysDown whether nobody can connect then until {@link #up}
   */
  synchronized void cutAt(Way newWay, int piece, boolean staysDown) {
    Arrays.fill(passed, 0);
    way = newWay;
    at = piece;
    stays = staysDown;
    down = false;
    cut = false;
  }

  synchronized void up() {
    down = false;
  }

  /** Whether it has cut since it was last told when to. */
  synchronized boolean hasCut() {
    return cut;
  }

  /** How many pieces went this way since then. */
  synchronized int passed(Way which) {
    return passed[which.ordinal()];
  }

  /** Whether a piece may pass; after the one at which it cuts, the connection is gone. */
  private synchronized boolean passes(Way which) {
    int number = ++passed[which.ordinal()];
    if (!cut && which == way && number == at) {
      cut = true;
      down = stays;
      return false;
    }
    return true;
  }

  private synchronized boolean isDown() {
    return down;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        if (isDown()) {
          reset(client);
        } else {
          Thread.ofVirtual().name("cutter tunnel").start(() -> serve(client));
        }
      } catch (IOException failed) {
        if (!listener.isClosed()) {
          throw new UncheckedIOException(failed);
        }
      }
    }
  }

  private void serve(Socket client) {
    open.add(client);
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      open.add(server);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Thread back = Thread.ofVirtual().start(() -> pump(server, client, Way.ANSWER));
      pump(client, server, Way.REQUEST);
      back.join();
      open.remove(server);
    } catch (IOException gone) {
      // One of the two is gone, and the other sees it.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
    }
  }

  private void pump(Socket from, Socket to, Way which) {
    byte[] piece = new byte[64 * 1024];
    try {
      InputStream in = from.getInputStream();
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        if (!passes(which)) {
          reset(from);
          reset(to);
          return;
        }
        to.getOutputStream().write(piece, 0, length);
      }
      to.shutdownOutput();
    } catch (IOException gone) {
      reset(from);
      reset(to);
    }
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException gone) {
      // It is reset already.
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    open.forEach(Cutter::reset);
  }
}
