package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A client that is still sending reads the answer. Each of these waits until the answer has come,
/// sends on, and reads only then: what a client meets that is a little slower than the server.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LingeringTest {

  private static final int LONG = 4 << 20;

  private static String head(String request, int length) {
    return request + " HTTP/1.1\nHost: a\nContent-Length: " + length + "\n";
  }

  @Nested
  class OfTheServer {

    private final TestServer server = TestServer.start();

    @AfterEach
    void stop() {
      server.close();
    }

    @ParameterizedTest
    @CsvSource({
      "413, POST /graphql, Content-Type: application/json",
      "415, POST /graphql, Content-Type: text/plain",
      "406, POST /graphql, Accept: text/html",
      "405, PUT /graphql, Content-Type: application/json",
      "404, POST /nowhere, Content-Type: application/json",
      "413, POST /graphql, Expect: 100-continue\\nContent-Type: application/json",
      "404, POST /nowhere, Expect: 100-continue",
      "401, POST /attachments, Content-Type: multipart/form-data; boundary=b",
      "405, DELETE /attachments, X: y",
    })
    void whoeverIsRefusedEarlyReadsWhy(int status, String request, String header)
        throws IOException {
      try (RawClient client = new RawClient(server.uri())) {
        client.send(head(request, LONG) + header.replace("\\n", "\n") + "\n\n");
        client.awaitAnswer();
        client.sendBytes(LONG);
        RawClient.Answer answer = client.answer();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).contains("\"errors\"");
      }
    }

    @Test
    void aPageOfAnotherHostReadsThatItMayNotConnect() throws IOException {
      try (RawClient client = new RawClient(server.uri())) {
        client.send(
            head("GET /graphql", LONG)
                + "Origin: https://elsewhere.example\nUpgrade: websocket\nConnection: Upgrade\n\n");
        client.awaitAnswer();
        client.sendBytes(LONG);
        assertThat(client.answer().status()).isEqualTo(403);
      }
    }

    @Test
    void aRefusalBeforeTheBodyAsksForNone() throws IOException {
      try (RawClient client = new RawClient(server.uri())) {
        client.send(
            head("POST /graphql", LONG)
                + "Expect: 100-continue\nContent-Type: application/json\n\n");
        assertThat(client.answer().status()).isEqualTo(413);
        assertThat(client.isClosed()).isTrue();
      }
    }

    @Test
    void aBodyThatIsWantedIsAskedFor() throws IOException {
      String body = "{\"query\":\"{ __typename }\"}";
      try (RawClient client = new RawClient(server.uri())) {
        client.send(
            head("POST /graphql", body.length())
                + "Expect: 100-continue\nContent-Type: application/json\n\n");
        assertThat(client.answer().status()).isEqualTo(100);
        client.send(body);
        assertThat(client.answer().status()).isEqualTo(200);
      }
    }

    @Test
    void theConnectionOfARefusedRequestIsGoodForTheNext() throws IOException {
      try (RawClient client = new RawClient(server.uri())) {
        client.send(head("POST /graphql", LONG) + "Content-Type: text/plain\n\n");
        assertThat(client.answer().status()).isEqualTo(415);
        client.sendBytes(LONG);
        client.send("GET /graphql?query=%7B__typename%7D HTTP/1.1\nHost: a\n\n");
        assertThat(client.answer().body()).contains("Query");
      }
    }
  }

  @Nested
  class WithinBounds {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// Answers at once, or when a little of the body does not come.
    private final HttpFront front =
        new HttpFront(
            "127.0.0.1",
            0,
            threads,
            new HttpFront.Bounds(
                Duration.ofSeconds(15),
                new LingeringHandler.Bounds(1 << 20, Duration.ofMillis(500))),
            HttpFront.Served.only(new Refusing()));

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

    private RawClient client() throws IOException {
      return new RawClient(URI.create("http://127.0.0.1:" + front.port()));
    }

    @Test
    void whoSendsWithoutEndIsCutOff() throws IOException {
      try (RawClient client = client()) {
        client.send(head("POST /", Integer.MAX_VALUE) + "\n");
        client.awaitAnswer();
        assertThatThrownBy(() -> client.sendBytes(Integer.MAX_VALUE))
            .isInstanceOf(IOException.class);
      }
    }

    @Test
    void whoSendsNothingMoreIsCutOff() throws IOException {
      try (RawClient client = client()) {
        client.send(head("POST /", LONG) + "\n");
        assertThat(client.answer().status()).isEqualTo(413);
        assertThat(client.isClosed()).isTrue();
      }
    }

    @Test
    void whoIsTooSlowReadsThatToo() throws IOException {
      try (RawClient client = client()) {
        client.send(head("POST /slow", 1 << 20) + "\nx");
        client.awaitAnswer();
        client.sendBytes((1 << 20) - 1);
        assertThat(client.answer().status()).isEqualTo(408);
      }
    }
  }

  private static final class Refusing extends Handler.Abstract {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      boolean slow = Request.getPathInContext(request).equals("/slow");
      RequestBody body = new RequestBody(slow ? 2 << 20 : 0, Duration.ofMillis(50));
      try {
        var _ = body.read(request);
        callback.failed(new AssertionError("the body has come"));
      } catch (RefusedException e) {
        Answer.of(e.refusal(), ResponseType.JSON).send(response, callback);
      }
      return true;
    }
  }
}
