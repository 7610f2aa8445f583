package io.buddychat.testkit.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Scanner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The load in a room, against a server by hand that tells everybody what anybody says.
class RoomTest {

  private static final Duration SLICE = Duration.ofMillis(50);

  @TempDir Path folder;

  private final ServerByHand server;
  private volatile int copies = 1;

  RoomTest() throws IOException {
    server = new ServerByHand(this::serve);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private void serve(Socket socket) throws IOException {
    Scanner in = new Scanner(socket.getInputStream(), StandardCharsets.US_ASCII).useDelimiter(">");
    while (in.hasNext()) {
      String said = in.next();
      if (said.equals("<in")) {
        server.enters(socket);
        ServerByHand.say(socket, "<you/>");
      } else {
        server.tellEverybody(("<message from='somebody'>" + said + "/>").repeat(copies));
      }
    }
  }

  private LoadClient load(int writers, int readers) {
    return LoadClient.start(
        folder,
        new Plan(
            "127.0.0.1",
            server.port(),
            Plan.Talk.XMPP,
            Collections.nCopies(writers, new Plan.Writer(0, "<" + Plan.NUMBER + ">", "")),
            Collections.nCopies(
                readers, new Plan.Reader(0, "", List.of("<in>"), List.of("<you/>")))));
  }

  @Test
  void whoSpeaksIsAnsweredByHearingIt() {
    try (LoadClient load = load(3, 4)) {
      for (int slice = 0; slice < 2; slice++) {
        Slice done = load.slice(SLICE, 0);
        assertThat(done.sent()).isGreaterThanOrEqualTo(3);
        assertThat(done.deliveries()).isEqualTo(4 * done.sent());
        assertThat(done.missing()).isZero();
      }
    }
  }

  @Test
  void onePersonMaySayMoreThanOneThingAtATime() {
    try (LoadClient load = load(5, 2)) {
      Slice done = load.slice(SLICE, 0);
      assertThat(done.sent()).isGreaterThanOrEqualTo(5);
      assertThat(done.deliveries()).isEqualTo(2 * done.sent());
    }
  }

  @Test
  void whatIsHeardTwiceIsNoticed() {
    copies = 2;
    try (LoadClient load = load(1, 2)) {
      load.slice(SLICE, 0);
      // By the end of another slice, all that came too often has come.
      assertThat(load.slice(SLICE, 0).missing()).isPositive();
    }
  }
}
