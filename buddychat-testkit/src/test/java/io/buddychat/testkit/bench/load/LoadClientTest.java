package io.buddychat.testkit.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The load against a server by hand that speaks as much of NATS as the load does.
class LoadClientTest {

  private static final Duration SLICE = Duration.ofMillis(50);

  @TempDir Path folder;

  private final Map<Socket, Boolean> subscribers = new ConcurrentHashMap<>();
  private final ServerSocket listening;
  private volatile int copies = 1;
  private volatile boolean refuses;

  LoadClientTest() throws IOException {
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread server = new Thread(this::accept, "server by hand");
    server.setDaemon(true);
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    listening.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        Thread serving = new Thread(() -> serve(socket), "serving");
        serving.setDaemon(true);
        serving.start();
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private void serve(Socket socket) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      say(socket, "INFO {}\r\n");
      String published = "";
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("SUB ")) {
          subscribers.put(socket, true);
        } else if (line.startsWith("~")) {
          published = "MSG\r\n" + line + "\r\n";
        } else if (line.equals("PING")) {
          for (Socket subscriber : published.isEmpty() ? List.<Socket>of() : subscribers.keySet()) {
            say(subscriber, published.repeat(copies));
          }
          say(socket, refuses && !published.isEmpty() ? "-ERR 'no'\r\n" : "PONG\r\n");
          published = "";
        }
      }
    } catch (IOException e) {
      // It hung up.
    } finally {
      subscribers.remove(socket);
    }
  }

  private static void say(Socket socket, String text) throws IOException {
    synchronized (socket) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private LoadClient load(int writers, int readers) {
    Plan.Writer writer =
        new Plan.Writer(0, "PUB x 11\r\n" + Plan.NUMBER + "\r\nPING\r\n", "PONG\r\n");
    Plan.Reader reader =
        new Plan.Reader(0, "", List.of("SUB x 1\r\nPING\r\n"), List.of("PONG\r\n"));
    return LoadClient.start(
        folder,
        new Plan(
            "127.0.0.1",
            listening.getLocalPort(),
            Plan.Talk.NATS,
            Collections.nCopies(writers, writer),
            Collections.nCopies(readers, reader)));
  }

  @Test
  void whatIsSentArrivesAtEverybody() {
    try (LoadClient load = load(3, 4)) {
      for (int slice = 0; slice < 2; slice++) {
        Slice done = load.slice(SLICE, 0);
        assertThat(done.sent()).isGreaterThanOrEqualTo(3);
        assertThat(done.deliveries()).isEqualTo(4 * done.sent());
        assertThat(done.missing()).isZero();
        assertThat(done.lane(0).p99()).isGreaterThanOrEqualTo(done.lane(0).p50());
      }
    }
  }

  @Test
  void whatArrivesTwiceIsNoticed() {
    copies = 2;
    try (LoadClient load = load(1, 2)) {
      load.slice(SLICE, 0);
      // By the end of another slice, all that came too often has come.
      assertThat(load.slice(SLICE, 0).missing()).isPositive();
    }
  }

  @Test
  void aLoadThatCannotGoOnSaysWhy() {
    refuses = true;
    try (LoadClient load = load(1, 0)) {
      assertThatThrownBy(() -> load.slice(SLICE, 0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the load ended")
          .hasMessageContaining("not sent: -ERR 'no'");
    }
  }
}
