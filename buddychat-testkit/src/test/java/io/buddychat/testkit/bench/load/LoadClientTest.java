package io.buddychat.testkit.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The load against a server by hand that speaks as much of NATS as the load does.
class LoadClientTest {

  private static final Duration SLICE = Duration.ofMillis(50);

  @TempDir Path folder;

  private final ServerByHand server;
  private volatile int copies = 1;
  private volatile boolean refuses;

  LoadClientTest() throws IOException {
    server = new ServerByHand(this::serve);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private void serve(Socket socket) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    ServerByHand.say(socket, "INFO {}\r\n");
    String published = "";
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith("SUB ")) {
        server.enters(socket);
      } else if (line.startsWith("~")) {
        published = "MSG\r\n" + line + "\r\n";
      } else if (line.equals("PING")) {
        server.tellEverybody(published.repeat(copies));
        ServerByHand.say(socket, refuses && !published.isEmpty() ? "-ERR 'no'\r\n" : "PONG\r\n");
        published = "";
      }
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
            server.port(),
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
