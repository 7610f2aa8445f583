package io.buddychat.testkit.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.testkit.bench.load.Plan.Talk;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswerTest {

  private static Answer.End http(String text) {
    return end(text, Talk.HTTP, "\"duplicate\":false");
  }

  private static Answer.End end(String text, Talk talk, String good) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return Answer.of(bytes, bytes.length, talk, good);
  }

  private static String answer(int status, String body) {
    return "HTTP/1.1 " + status + " Such\r\ncontent-length: " + body.length() + "\r\n\r\n" + body;
  }

  @Test
  void anAnswerIsOverWhenAllOfItsLengthIsThere() {
    String whole = answer(200, "{\"duplicate\":false}");
    assertThat(http(whole)).isEqualTo(Answer.End.GOOD);
    for (int length = 0; length < whole.length(); length++) {
      assertThat(http(whole.substring(0, length))).isEqualTo(Answer.End.NOT_YET);
    }
  }

  @Test
  void anAnswerInChunksIsOverWithTheEmptyOne() {
    String whole =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n13\r\n{\"duplicate\":false}\r\n0\r\n\r\n";
    assertThat(http(whole)).isEqualTo(Answer.End.GOOD);
    assertThat(http(whole.substring(0, whole.length() - 1))).isEqualTo(Answer.End.NOT_YET);
  }

  @Test
  void aRefusalForThereBeingTooManyIsNoFailure() {
    assertThat(http(answer(503, ""))).isEqualTo(Answer.End.REFUSED);
    assertThat(http(answer(403, "{\"code\":\"RATE_LIMITED\"}"))).isEqualTo(Answer.End.REFUSED);
  }

  @Test
  void everythingElseIsAFailure() {
    assertThat(http(answer(500, "{}"))).isEqualTo(Answer.End.BAD);
    assertThat(http(answer(200, "{\"duplicate\":true}"))).isEqualTo(Answer.End.BAD);
  }

  @Test
  void natsAnswersEachPublishWithAPong() {
    assertThat(end("PO", Talk.NATS, "PONG\r\n")).isEqualTo(Answer.End.NOT_YET);
    assertThat(end("PONG\r\n", Talk.NATS, "PONG\r\n")).isEqualTo(Answer.End.GOOD);
    assertThat(end("PONG\r\nPING\r\n", Talk.NATS, "PONG\r\n")).isEqualTo(Answer.End.GOOD);
    assertThat(end("PING\r\n", Talk.NATS, "PONG\r\n")).isEqualTo(Answer.End.NOT_YET);
    assertThat(end("-ERR 'no'\r\n", Talk.NATS, "PONG\r\n")).isEqualTo(Answer.End.BAD);
  }
}
