package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.handler.DefaultHandler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// HTTP as no client means well that sends it. Each gets a clear refusal or the end of its
/// connection, and nobody else notices.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class HostileHttpTest {

  private static final String QUERY = "GET /graphql?query=%7B__typename%7D";

  private static final String CHUNKED =
      """
      POST /graphql HTTP/1.1
      Host: a
      Connection: close
      Content-Type: application/json
      Transfer-Encoding: chunked

      """;

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /// Sends this and nothing more, and reads all that comes until the end of the connection.
  private static String exchange(String text) throws IOException {
    try (RawClient client = new RawClient(server.uri())) {
      try {
        client.send(text);
      } catch (SocketException e) {
        // Cut off while it sent, which is an end too.
      }
      return client.rest();
    }
  }

  private static void assertServes() {
    assertThat(server.client().post("{ __typename }").at("/data/__typename")).isEqualTo("Query");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // No request.
        "HELLO\n\n",
        "\u0016\u0003\u0001\u0002\n\n",
        "GET\n\n",
        "GET /graphql\n\n",
        "GET /graphql HTTP/9.9\nHost: a\n\n",
        "G\u0000T /graphql HTTP/1.1\nHost: a\n\n",
        "GET /gra\u0000phql HTTP/1.1\nHost: a\n\n",
        "GET /graphql%00 HTTP/1.1\nHost: a\nConnection: close\n\n",
        "GET /%zz HTTP/1.1\nHost: a\n\n",
        "GET /../../etc/passwd HTTP/1.1\nHost: a\nConnection: close\n\n",
        "GET /%2e%2e/etc/passwd HTTP/1.1\nHost: a\nConnection: close\n\n",
        // No headers.
        "GET /graphql HTTP/1.1\n\n",
        "GET /graphql HTTP/1.1\nHost: a\nHost: b\n\n",
        "GET /graphql HTTP/1.1\nHost: a\nX\u0000: b\n\n",
        "GET /graphql HTTP/1.1\nHost: a\nX: b\u0000c\n\n",
        "GET /graphql HTTP/1.1\nHost: a\n: b\n\n",
        "GET /graphql HTTP/1.1\nHost: a\nX : b\n\n",
        "GET /graphql HTTP/1.1\nHost: a\nX: a\n folded\n\n",
        // Two opinions on where the body ends.
        "POST /graphql HTTP/1.1\nHost: a\nContent-Length: 5\nContent-Length: 6\n\nabcdef",
        "POST /graphql HTTP/1.1\nHost: a\nContent-Length: 5, 6\n\nabcdef",
        "POST /graphql HTTP/1.1\nHost: a\nContent-Length: -1\n\n",
        "POST /graphql HTTP/1.1\nHost: a\nContent-Length: x\n\n",
        "POST /graphql HTTP/1.1\nHost: a\nContent-Length: 99999999999999999999\n\n",
        "POST /graphql HTTP/1.1\nHost: a\nContent-Length: 5\nTransfer-Encoding: chunked\n\n0\n\n",
        "POST /graphql HTTP/1.1\nHost: a\nTransfer-Encoding: chunked, gzip\n\n0\n\n",
        "POST /graphql HTTP/1.1\nHost: a\nTransfer-Encoding: gzip\n\n0\n\n",
        "POST /graphql HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\nTransfer-Encoding: chunked\n\n0\n\n",
        CHUNKED + "zz\nabc\n0\n\n",
        CHUNKED + "ffffffffffffffffff\nabc\n0\n\n",
        "POST /graphql HTTP/1.1\nHost: a\nExpect: the unexpected\nContent-Length: 1\n\n",
      })
  void whatIsNoHttpIsRefused(String text) throws IOException {
    assertThat(exchange(text)).containsPattern("^(HTTP/1.1 (4\\d\\d|505) |$)");
    assertServes();
  }

  @Test
  void aSecondRequestHiddenInABodyIsNeverAnswered() throws IOException {
    String hidden = QUERY + " HTTP/1.1\nHost: a\nConnection: close\n\n";
    for (String head :
        List.of(
            "Content-Length: 4\nTransfer-Encoding: chunked",
            "Transfer-Encoding: chunked\nContent-Length: 4",
            "Content-Length: 0\nContent-Length: 4",
            "Transfer-Encoding: xchunked")) {
      String all = exchange("POST /graphql HTTP/1.1\nHost: a\n" + head + "\n\n0\n\n" + hidden);
      assertThat(all)
          .as(head)
          .containsPattern("^(HTTP/1.1 (4\\d\\d|501) |$)")
          .doesNotContain("__typename");
    }
  }

  @Test
  void floodsOfHeadersAreRefused() throws IOException {
    String longOne = "X: " + "x".repeat(40_000) + "\n";
    String many = "X: y\n".repeat(10_000);
    String token = "Authorization: Bearer " + "x".repeat(1 << 20) + "\n";
    for (String headers : List.of(longOne, many, token)) {
      assertThat(exchange(QUERY + " HTTP/1.1\nHost: a\n" + headers + "\n"))
          .containsPattern("^(HTTP/1.1 431 |$)");
      assertServes();
    }
  }

  @Test
  void aLongAddressIsRefused() throws IOException {
    assertThat(exchange(QUERY + "x".repeat(40_000) + " HTTP/1.1\nHost: a\n\n"))
        .containsPattern("^(HTTP/1.1 414 |$)");
  }

  @Test
  void anAddressThatNamesAnotherHostLeadsNowhereElse() throws IOException {
    assertThat(
            exchange(
                """
                GET http://elsewhere.example/graphql?query=%7B__typename%7D HTTP/1.1
                Host: elsewhere.example
                Connection: close

                """))
        .startsWith("HTTP/1.1 200 ");
    assertThat(
            exchange(
                "GET http://elsewhere.example/graphql HTTP/1.1\nHost: a\nConnection: close\n\n"))
        .startsWith("HTTP/1.1 400 ");
  }

  @Test
  void theOlderHttpIsAnsweredAndClosed() throws IOException {
    assertThat(exchange(QUERY + " HTTP/1.0\n\n")).startsWith("HTTP/1.1 200 ").contains("Query");
  }

  @Test
  void requestsInARowAreAnsweredInARow() throws IOException {
    String one = "GET /graphql?query=%7Ba%3A__typename%7D HTTP/1.1\nHost: a\n";
    String other = "GET /graphql?query=%7Bb%3A__typename%7D HTTP/1.1\nHost: a\nConnection: close\n";
    assertThat(exchange(one + "\n" + one + "\n" + other + "\n"))
        .containsPattern("(?s)\"a\":\"Query\".*\"a\":\"Query\".*\"b\":\"Query\"");
  }

  @Test
  void hundredsWhoStopHalfwayKeepNobodyFromAnAnswer() throws IOException {
    List<RawClient> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        RawClient client = new RawClient(server.uri());
        slow.add(client);
        client.send(
            i % 2 == 0
                ? QUERY + " HTTP/1.1\nHost: a\nX-"
                : "POST /graphql HTTP/1.1\nHost: a\nContent-Type: application/json\n"
                    + "Content-Length: 100\n\n{");
      }
      for (int i = 0; i < 20; i++) {
        assertServes();
      }
    } finally {
      for (RawClient client : slow) {
        client.close();
      }
    }
  }

  @Test
  void aHeadThatComesByteByByteIsNotWaitedForForEver() throws Exception {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    HttpFront front =
        new HttpFront(
            "127.0.0.1",
            0,
            threads,
            new HttpFront.Bounds(
                Duration.ofMillis(500),
                new LingeringHandler.Bounds(1 << 20, Duration.ofSeconds(1))),
            HttpFront.Served.only(new DefaultHandler()));
    front.bind();
    front.start();
    try (RawClient client = new RawClient(URI.create("http://127.0.0.1:" + front.port()))) {
      client.send("GET / HTTP/1.1\nHost: a\nX: ");
      assertThat(sendsUntilCutOff(client)).isLessThan(5_000);
    } finally {
      front.stop();
      threads.close();
    }
  }

  /// @return after how many bytes, each of them a little after the one before
  private static int sendsUntilCutOff(RawClient client) throws InterruptedException {
    for (int sent = 0; sent < 5_000; sent++) {
      try {
        client.sendVerbatim("x");
      } catch (IOException e) {
        return sent;
      }
      Thread.sleep(20);
    }
    return 5_000;
  }
}
