package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What stands between the network and what answers.
class HttpFrontTest {

  private static final String HEAD =
      "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n";

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Echo echo = new Echo(new RequestBody(10, Duration.ofMillis(200)));
  private final HttpFront front =
      new HttpFront("127.0.0.1", 0, threads, HttpFront.Served.only(echo));

  @BeforeEach
  void start() throws Exception {
    front.bind();
    front.start();
  }

  @AfterEach
  void stop() {
    front.stop();
    threads.close();
  }

  private URI uri() {
    return URI.create("http://127.0.0.1:" + front.port());
  }

  private int send(String text) {
    return Raw.send(uri(), text).status();
  }

  @Test
  void aBodyThatComesIsTaken() {
    assertThat(send(HEAD + "12345")).isEqualTo(200);
  }

  @Test
  void aBodyThatDoesNotComeIs408() {
    assertThat(send(HEAD)).isEqualTo(408);
  }

  @Test
  void aBodyThatStopsHalfwayIs408() {
    assertThat(send(HEAD + "123")).isEqualTo(408);
  }

  @Test
  void requestsRunOnVirtualThreads() {
    assertThat(send(HEAD + "check")).isEqualTo(200);
    assertThat(echo.virtual).isTrue();
  }

  @Test
  void whatIsNoHttpIsRefusedInJsonAndWithoutAName() {
    for (String text :
        new String[] {
          "HELLO\r\n\r\n",
          "GET / HTTP/1.1\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(40_000) + "\r\n\r\n",
          "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n"
        }) {
      var reply = Raw.send(uri(), text);
      assertThat(reply.status()).as(text).isBetween(400, 499);
      assertThat(reply.body()).contains("application/json").doesNotContainIgnoringCase("jetty");
    }
  }

  /// Sends the body back.
  private static final class Echo extends Handler.Abstract {

    private final RequestBody body;
    private volatile boolean virtual;

    Echo(RequestBody body) {
      this.body = body;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      virtual = Thread.currentThread().isVirtual();
      try {
        String text = new String(body.read(request), StandardCharsets.UTF_8);
        Answer.of(200, ResponseType.JSON, text).send(response, callback);
      } catch (RefusedException e) {
        Answer.of(e.refusal(), ResponseType.JSON).send(response, callback);
      }
      return true;
    }
  }
}
