package io.buddychat.testkit.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A server that speaks as much of a protocol as a test needs, a thread for each who comes.
final class ServerByHand implements AutoCloseable {

  private final Speaking speaking;
  private final Set<Socket> present = ConcurrentHashMap.newKeySet();
  private final ServerSocket listening;

  ServerByHand(Speaking speaking) throws IOException {
    this.speaking = speaking;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  /// What it does with one who has come, until they hang up.
  interface Speaking {
    void with(Socket socket) throws IOException;
  }

  int port() {
    return listening.getLocalPort();
  }

  /// From now on, all that is told to everybody is told to this one.
  void enters(Socket socket) {
    present.add(socket);
  }

  void tellEverybody(String text) throws IOException {
    for (Socket each : present) {
      say(each, text);
    }
  }

  static void say(Socket socket, String text) throws IOException {
    synchronized (socket) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        start(() -> serve(socket));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      speaking.with(socket);
    } catch (IOException e) {
      // It hung up.
    } finally {
      present.remove(socket);
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "server by hand");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
