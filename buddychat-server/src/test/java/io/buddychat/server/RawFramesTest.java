package io.buddychat.server;

import static io.buddychat.server.RawSocket.BINARY;
import static io.buddychat.server.RawSocket.CLOSE;
import static io.buddychat.server.RawSocket.CONTINUATION;
import static io.buddychat.server.RawSocket.FIN;
import static io.buddychat.server.RawSocket.PING;
import static io.buddychat.server.RawSocket.PONG;
import static io.buddychat.server.RawSocket.TEXT;
import static io.buddychat.server.RawSocket.closing;
import static io.buddychat.server.RawSocket.frame;
import static io.buddychat.server.RawSocket.together;
import static io.buddychat.server.RawSocket.unmasked;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// Frames that break RFC 6455, or strain it, against a real Jetty. Each ends that one socket with
/// the code which the RFC names, or is taken; nothing is logged, nothing stays behind, and the next
/// client is served.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RawFramesTest {

  private static final int PROTOCOL_ERROR = 1002;
  private static final int BAD_TEXT = 1007;
  private static final int TOO_BIG = 1009;
  private static final int BAD_REQUEST = 4400;
  private static final int NO_INIT = 4408;
  private static final int LONGEST = 1 << 20;
  private static final String GRAPHQL_PING = "{\"type\":\"ping\"}";
  private static final byte[] NOTHING = {};

  /// RFC 3629 and Unicode's table 3-7: what is no UTF-8.
  private static final List<String> NO_UTF_8 =
      List.of(
          "80",
          "bf",
          "c0",
          "c080",
          "c1bf",
          "c2",
          "c220",
          "e0",
          "e080bf",
          "e09fbf",
          "e282",
          "e28220",
          "eda080",
          "edbfbf",
          "edb080",
          "f0808080",
          "f08fbfbf",
          "f09f98",
          "f4908080",
          "f5808080",
          "f8888080",
          "fc84808080",
          "fe",
          "ff",
          "fffe");

  private static ScriptedSockets sockets;
  private static LoudLog log;

  @BeforeAll
  static void start() throws Exception {
    log = LoudLog.open();
    sockets = ScriptedSockets.start();
  }

  /// Afterwards: nothing said, nothing left.
  @AfterAll
  static void stop() throws InterruptedException {
    try (LoudLog heard = log) {
      Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
      while (sockets.open() > 0) {
        assertThat(Instant.now()).as("%d sockets stay open", sockets.open()).isBefore(deadline);
        Thread.sleep(10);
      }
      sockets.close();
      assertThat(heard.said()).isEmpty();
    }
  }

  private record Case(String name, ByteBuffer bytes, int code) {}

  private static Case ends(String name, byte[] bytes, int code) {
    return new Case(name, ByteBuffer.wrap(bytes), code);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static Stream<DynamicTest> each(List<Case> cases) {
    return cases.stream().map(c -> DynamicTest.dynamicTest(c.name(), () -> assertEnds(c)));
  }

  private static void assertEnds(Case hostile) {
    try (RawSocket socket = RawSocket.open(sockets.uri())) {
      socket.send(hostile.bytes().array());
      assertThat(socket.end()).isEqualTo(hostile.code());
    }
    assertServes();
  }

  private static void assertServes() {
    try (RawSocket healthy = RawSocket.open(sockets.uri())) {
      healthy.sendText(GRAPHQL_PING);
      assertThat(healthy.next()).isEqualTo("{\"type\":\"pong\"}");
    }
  }

  @TestFactory
  Stream<DynamicTest> reservedBitsAreAProtocolError() {
    List<Case> cases = new ArrayList<>();
    Map<String, Integer> kinds =
        Map.of("text", TEXT, "binary", BINARY, "close", CLOSE, "ping", PING, "pong", PONG);
    kinds.forEach(
        (name, opcode) -> {
          for (int reserved = 0x10; reserved < 0x80; reserved += 0x10) {
            cases.add(
                ends(
                    name + " with bits " + Integer.toHexString(reserved),
                    frame(FIN | reserved | opcode, NOTHING),
                    PROTOCOL_ERROR));
          }
        });
    return each(cases);
  }

  @TestFactory
  Stream<DynamicTest> unknownOpcodesAreAProtocolErrorHoweverLongTheyAre() {
    List<Case> cases = new ArrayList<>();
    for (int opcode : List.of(0x3, 0x4, 0x5, 0x6, 0x7, 0xB, 0xC, 0xD, 0xE, 0xF)) {
      String name = "opcode " + Integer.toHexString(opcode);
      cases.add(ends(name, frame(FIN | opcode, NOTHING), PROTOCOL_ERROR));
      cases.add(ends(name + " not final", frame(opcode, "x"), PROTOCOL_ERROR));
      cases.add(
          ends(
              name + " claiming a gigabyte",
              frame(FIN | opcode, 1 << 30, NOTHING),
              PROTOCOL_ERROR));
    }
    return each(cases);
  }

  @TestFactory
  Stream<DynamicTest> whatIsNotMaskedIsAProtocolError() {
    return each(
        Stream.of(CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG)
            .map(
                opcode ->
                    ends(
                        "opcode " + Integer.toHexString(opcode),
                        unmasked(FIN | opcode, opcode == CLOSE ? "" : GRAPHQL_PING),
                        PROTOCOL_ERROR))
            .toList());
  }

  @TestFactory
  Stream<DynamicTest> controlFramesAreShortAndWhole() {
    List<Case> cases = new ArrayList<>();
    for (int opcode : List.of(CLOSE, PING, PONG)) {
      String name = "opcode " + Integer.toHexString(opcode);
      cases.add(ends(name + " of 126", frame(FIN | opcode, new byte[126]), PROTOCOL_ERROR));
      cases.add(ends(name + " of 70000", frame(FIN | opcode, new byte[70_000]), PROTOCOL_ERROR));
      cases.add(ends(name + " in parts", frame(opcode, "x"), PROTOCOL_ERROR));
      cases.add(ends(name + " of 2^62", frame(FIN | opcode, 1L << 62, NOTHING), TOO_BIG));
    }
    return each(cases);
  }

  @TestFactory
  Stream<DynamicTest> partsComeInOrder() {
    byte[] begun = frame(TEXT, "{");
    return each(
        List.of(
            ends("a part of nothing", frame(FIN | CONTINUATION, "x"), PROTOCOL_ERROR),
            ends("a part of nothing, not last", frame(CONTINUATION, "x"), PROTOCOL_ERROR),
            ends("an empty part of nothing", frame(FIN, NOTHING), PROTOCOL_ERROR),
            ends("text within text", together(begun, frame(FIN | TEXT, "}")), PROTOCOL_ERROR),
            ends("text in parts within text", together(begun, frame(TEXT, "}")), PROTOCOL_ERROR),
            ends("binary within text", together(begun, frame(FIN | BINARY, "}")), PROTOCOL_ERROR),
            ends(
                "a part too many",
                together(frame(FIN | TEXT, GRAPHQL_PING), frame(FIN | CONTINUATION, "x")),
                PROTOCOL_ERROR)));
  }

  @TestFactory
  Stream<DynamicTest> textIsUtf8() {
    List<Case> cases = new ArrayList<>();
    for (String bad : NO_UTF_8) {
      cases.add(ends(bad, frame(FIN | TEXT, hex(bad)), BAD_TEXT));
      byte[] inside =
          together("{\"type\":\"".getBytes(StandardCharsets.US_ASCII), hex(bad), hex("227d"));
      cases.add(ends(bad + " within JSON", frame(FIN | TEXT, inside), BAD_TEXT));
      List<byte[]> parts = new ArrayList<>();
      parts.add(frame(TEXT, "{"));
      for (byte one : hex(bad)) {
        parts.add(frame(CONTINUATION, new byte[] {one}));
      }
      parts.add(frame(FIN | CONTINUATION, NOTHING));
      cases.add(ends(bad + " byte by byte", together(parts.toArray(byte[][]::new)), BAD_TEXT));
    }
    return each(cases);
  }

  @TestFactory
  Stream<DynamicTest> closeCodesAreOnesThatMayTravel() {
    return each(
        Stream.of(0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535)
            .map(code -> ends("code " + code, closing(code, NOTHING), PROTOCOL_ERROR))
            .toList());
  }

  @TestFactory
  Stream<DynamicTest> aCloseIsAnsweredWithItsOwnCode() {
    return each(
        Stream.of(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999)
            .map(code -> ends("code " + code, closing(code, NOTHING), code))
            .toList());
  }

  @TestFactory
  Stream<DynamicTest> aCloseIsWellMade() {
    return each(
        List.of(
            ends("no code", frame(FIN | CLOSE, NOTHING), RawSocket.NO_CODE),
            ends("half a code", frame(FIN | CLOSE, new byte[] {3}), PROTOCOL_ERROR),
            ends("a reason that is no UTF-8", closing(1000, hex("ff")), BAD_TEXT),
            ends("a reason cut in a character", closing(1000, hex("e282")), BAD_TEXT),
            ends("the longest reason", closing(1000, new byte[123]), 1000),
            ends("a longer reason", closing(1000, new byte[124]), PROTOCOL_ERROR)));
  }

  @TestFactory
  Stream<DynamicTest> messagesAreNotTooLong() {
    byte[] chunk = new byte[LONGEST / 4];
    return each(
        List.of(
            ends("a byte too long", frame(FIN | TEXT, new byte[LONGEST + 1]), TOO_BIG),
            ends("claiming to be, and silent", frame(FIN | TEXT, LONGEST + 1, NOTHING), NO_INIT),
            ends("claiming 2 GiB", frame(FIN | TEXT, 1L << 31, NOTHING), TOO_BIG),
            ends("claiming 4 GiB", frame(FIN | TEXT, 1L << 32, NOTHING), TOO_BIG),
            ends("claiming 2^62", frame(FIN | TEXT, 1L << 62, NOTHING), TOO_BIG),
            ends("claiming 2^63", frame(FIN | TEXT, 8, Long.MIN_VALUE, NOTHING), TOO_BIG),
            ends("claiming 2^64 - 1", frame(FIN | TEXT, 8, -1, NOTHING), TOO_BIG),
            ends(
                "in parts",
                together(
                    frame(TEXT, chunk),
                    frame(CONTINUATION, chunk),
                    frame(CONTINUATION, chunk),
                    frame(CONTINUATION, chunk),
                    frame(CONTINUATION, new byte[1])),
                TOO_BIG)));
  }

  @TestFactory
  Stream<DynamicTest> whatIsNotTextIsNoMessage() {
    return each(
        List.of(
            ends("binary", frame(FIN | BINARY, GRAPHQL_PING), BAD_REQUEST),
            ends("empty binary", frame(FIN | BINARY, NOTHING), BAD_REQUEST),
            ends("the first part of binary", frame(BINARY, "x"), BAD_REQUEST),
            ends("empty text", frame(FIN | TEXT, NOTHING), BAD_REQUEST),
            ends("zeros", frame(FIN | TEXT, new byte[100]), BAD_REQUEST),
            ends("long zeros", frame(FIN | TEXT, new byte[LONGEST]), BAD_REQUEST),
            ends("a byte order mark", frame(FIN | TEXT, "\uFEFF" + GRAPHQL_PING), BAD_REQUEST)));
  }

  @TestFactory
  Stream<DynamicTest> whatIsLawfulIsTaken() {
    byte[] ping = frame(FIN | TEXT, GRAPHQL_PING);
    byte[] payload = GRAPHQL_PING.getBytes(StandardCharsets.US_ASCII);
    List<byte[]> letters = new ArrayList<>(List.of(frame(TEXT, NOTHING)));
    for (byte letter : payload) {
      letters.add(frame(CONTINUATION, new byte[] {letter}));
      letters.add(frame(FIN | PING, "between"));
    }
    letters.add(frame(FIN | CONTINUATION, NOTHING));
    Map<String, byte[]> lawful =
        Map.of(
            "ping", together(frame(FIN | PING, new byte[125]), ping),
            "pong nobody asked for", together(frame(FIN | PONG, new byte[125]), ping),
            "a thousand pongs",
                together(
                    together(
                        Stream.generate(() -> frame(FIN | PONG, NOTHING))
                            .limit(1_000)
                            .toArray(byte[][]::new)),
                    ping),
            "letter by letter, pings between", together(letters.toArray(byte[][]::new)),
            "a thousand empty parts",
                together(
                    frame(TEXT, payload),
                    together(
                        Stream.generate(() -> frame(CONTINUATION, NOTHING))
                            .limit(1_000)
                            .toArray(byte[][]::new)),
                    frame(FIN | CONTINUATION, NOTHING)));
    return lawful.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      try (RawSocket socket = RawSocket.open(sockets.uri())) {
                        socket.send(entry.getValue());
                        assertThat(socket.next()).isEqualTo("{\"type\":\"pong\"}");
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> noExtensionIsAgreedOn() {
    return Stream.of(
            "permessage-deflate",
            "permessage-deflate; client_max_window_bits",
            "permessage-deflate; server_no_context_takeover; client_max_window_bits=8",
            "permessage-deflate, permessage-deflate; client_max_window_bits",
            "x-webkit-deflate-frame",
            "deflate-frame",
            "@identity",
            "@fragment; maxLength=1",
            "@validation",
            "unheard-of; a=1; b=\"2\"")
        .map(
            offer ->
                DynamicTest.dynamicTest(
                    offer,
                    () -> {
                      String header = "Sec-WebSocket-Extensions: " + offer + "\r\n";
                      try (RawSocket socket =
                          RawSocket.open(sockets.uri(), "graphql-transport-ws", header)) {
                        assertThat(socket.head())
                            .startsWith("HTTP/1.1 101 ")
                            .doesNotContainIgnoringCase("Sec-WebSocket-Extensions");
                        socket.send(frame(FIN | 0x40 | TEXT, hex("aa56ca4c01")));
                        assertThat(socket.end()).isEqualTo(PROTOCOL_ERROR);
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> whoLeavesInTheMiddleLeavesNothing() {
    Map<String, byte[]> halves =
        Map.of(
            "nothing at all",
            NOTHING,
            "half a head",
            new byte[] {(byte) (FIN | TEXT)},
            "half a length",
            new byte[] {(byte) (FIN | TEXT), (byte) 0xFE, 0},
            "half a mask",
            new byte[] {(byte) (FIN | TEXT), (byte) 0x81, 1, 2},
            "half a payload",
            frame(FIN | TEXT, 1_000, new byte[10]),
            "half a message",
            frame(TEXT, "{"),
            "a query under way",
            together(
                frame(FIN | TEXT, "{\"type\":\"connection_init\"}"),
                frame(FIN | TEXT, TestClient.subscribe("1", "subscription { ticks }"))),
            "garbage",
            "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return halves.entrySet().stream()
        .flatMap(
            entry ->
                Stream.of(
                    DynamicTest.dynamicTest(
                        entry.getKey() + ", cut off",
                        () -> {
                          try (RawSocket socket = RawSocket.open(sockets.uri())) {
                            socket.send(entry.getValue());
                          }
                          assertServes();
                        }),
                    DynamicTest.dynamicTest(
                        entry.getKey() + ", half open",
                        () -> {
                          try (RawSocket socket = RawSocket.open(sockets.uri())) {
                            socket.send(entry.getValue());
                            socket.shutOutput();
                            assertThat(socket.end()).isPositive();
                          }
                          assertServes();
                        })));
  }

  @Test
  void bytesAtRandomAfterTheHandshakeEndThatSocketOnly() {
    for (long seed = 1; seed <= 300; seed++) {
      byte[] noise = new byte[200];
      new Random(seed).nextBytes(noise);
      try (RawSocket socket = RawSocket.open(sockets.uri())) {
        socket.send(noise);
        socket.shutOutput();
        assertThat(socket.end()).as("seed %d", seed).isNotZero();
      }
    }
    assertServes();
  }
}
