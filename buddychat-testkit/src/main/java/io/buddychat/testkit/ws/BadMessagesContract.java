package io.buddychat.testkit.ws;

import static io.buddychat.testkit.ws.Words.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What is no message in either protocol, or an odd one. The first closes the socket with 4400, the
/// second is taken.
public interface BadMessagesContract extends WsServerUnderTest {

  @TestFactory
  default Stream<DynamicTest> whatIsNoMessageClosesWith4400() {
    List<String> bad = new ArrayList<>(Malformed.NO_JSON);
    bad.addAll(Malformed.NO_MESSAGE);
    bad.addAll(Malformed.OF_THE_NEWER);
    return each(NEWER, bad);
  }

  @TestFactory
  default Stream<DynamicTest> whatIsNoMessageClosesTheOlderWith4400Too() {
    List<String> bad = new ArrayList<>(Malformed.NO_JSON);
    Malformed.NO_MESSAGE.forEach(message -> bad.add(inTheOlder(message)));
    bad.addAll(Malformed.OF_THE_OLDER);
    return each(OLDER, bad);
  }

  @TestFactory
  default Stream<DynamicTest> whatIsOddIsTaken() {
    return Malformed.ODD.stream()
        .map(
            odd ->
                DynamicTest.dynamicTest(
                    odd,
                    () -> {
                      try (WsClient client = Words.acknowledged(this)) {
                        client.send(text(odd));
                        String first = client.next();
                        assertThat(first).startsWith(text("{'id':'"));
                        assertThat(first).contains("world");
                        assertThat(client.next()).endsWith(text("'type':'complete'}"));
                      }
                    }));
  }

  private Stream<DynamicTest> each(String subprotocol, List<String> bad) {
    return bad.stream()
        .map(
            message ->
                DynamicTest.dynamicTest(
                    "message " + message.substring(0, Math.min(message.length(), 80)),
                    () -> {
                      try (WsClient client = connect(subprotocol)) {
                        client.send(text("{'type':'connection_init'}"));
                        assertThat(client.next()).isEqualTo(text("{'type':'connection_ack'}"));
                        client.send(text(message));
                        WsClient.Closed closed = client.closedAtLast();
                        assertThat(closed.code()).isEqualTo(4400);
                        assertThat(closed.reason()).isNotBlank();
                      }
                    }));
  }

  private static String inTheOlder(String message) {
    return message.replace("'subscribe'", "'start'").replace("'complete'", "'stop'");
  }
}
