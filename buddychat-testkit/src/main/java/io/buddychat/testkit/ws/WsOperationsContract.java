package io.buddychat.testkit.ws;

import static io.buddychat.testkit.ws.Words.acknowledged;
import static io.buddychat.testkit.ws.Words.assertHello;
import static io.buddychat.testkit.ws.Words.assertNothingMoreCame;
import static io.buddychat.testkit.ws.Words.closed;
import static io.buddychat.testkit.ws.Words.complete;
import static io.buddychat.testkit.ws.Words.count;
import static io.buddychat.testkit.ws.Words.parsed;
import static io.buddychat.testkit.ws.Words.subscribe;
import static io.buddychat.testkit.ws.Words.text;
import static io.buddychat.testkit.ws.Words.ticking;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/// The half of [GraphQlWsContract] about operations: what comes back, when it stops, and whose id
/// it is.
public interface WsOperationsContract extends WsServerUnderTest {

  // One result.

  @Test
  default void aQueryGivesOneNextAndComplete() {
    try (WsClient client = acknowledged(this)) {
      client.send(subscribe("a", "{ hello }"));
      assertThat(client.next())
          .isEqualTo(text("{'id':'a','type':'next','payload':{'data':{'hello':'world'}}}"));
      assertThat(client.next()).isEqualTo(text("{'id':'a','type':'complete'}"));
      assertNothingMoreCame(client);
    }
  }

  @Test
  default void anErrorInAFieldTravelsInsideNext() {
    try (WsClient client = acknowledged(this)) {
      client.send(subscribe("a", "{ broken }"));
      JsonNode next = parsed(client.next());
      assertThat(next.at("/type").asText()).isEqualTo("next");
      assertThat(next.at("/payload/data/broken").isNull()).isTrue();
      assertThat(next.at("/payload/errors/0/path/0").asText()).isEqualTo("broken");
      assertThat(client.next()).isEqualTo(text("{'id':'a','type':'complete'}"));
    }
  }

  @Test
  default void aRefusedDocumentGivesErrorAndNoComplete() {
    try (WsClient client = acknowledged(this)) {
      client.send(subscribe("a", "{ missing }"));
      assertThat(client.next())
          .isEqualTo(
              text(
                  "{'id':'a','type':'error','payload':"
                      + "[{'message':'No such field'},{'message':'Nor any other'}]}"));
      assertNothingMoreCame(client);
    }
  }

  @Test
  default void aCrashShowsNothingOfItself() {
    try (WsClient client = acknowledged(this)) {
      client.send(subscribe("a", "{ crash }"));
      String text = client.next();
      assertThat(text).doesNotContain(WsScript.SECRET, "Exception");
      assertThat(parsed(text).at("/type").asText()).isEqualTo("error");
      assertThat(parsed(text).at("/payload/0/extensions/code").asText()).isEqualTo("INTERNAL");
      assertThat(parsed(text).at("/payload/0/extensions/errorId").asText()).isNotEmpty();
      assertNothingMoreCame(client);
    }
  }

  @Test
  default void completeStopsARunningQuery() {
    try (WsClient client = acknowledged(this)) {
      client.send(subscribe("1", "{ wait }"));
      script().awaitHeld();
      client.send(complete("1"));
      assertNothingMoreCame(client);
      script().release();
      client.send(subscribe("1", "{ hello }"));
      assertHello(client, "1");
      assertNothingMoreCame(client);
    }
  }

  // Many results.

  @Test
  default void aStreamComesInOrderAndCompletes() {
    try (WsClient client = acknowledged(this)) {
      client.send(count("c", 500));
      for (int number = 1; number <= 500; number++) {
        assertThat(client.next())
            .isEqualTo(
                text("{'id':'c','type':'next','payload':{'data':{'count':" + number + "}}}"));
      }
      assertThat(client.next()).isEqualTo(text("{'id':'c','type':'complete'}"));
      assertNothingMoreCame(client);
    }
  }

  @Test
  default void payloadsAreSentAsTheyAre() {
    try (WsClient client = ticking(this, "1")) {
      script().ticks().emit(Collections.singletonMap("type", null));
      assertThat(client.next()).isEqualTo(text("{'id':'1','type':'next','payload':{'type':null}}"));
    }
  }

  @Test
  default void completeStopsAStream() {
    try (WsClient client = ticking(this, "1")) {
      client.send(complete("1"));
      script().ticks().awaitCancelled(1);
      script().ticks().emit(WsScript.data("ticks", 1));
      assertNothingMoreCame(client);
    }
  }

  @Test
  default void aFailingStreamGivesErrorAndNoComplete() {
    try (WsClient client = ticking(this, "1")) {
      script().ticks().fail(new IllegalStateException(WsScript.SECRET));
      String text = client.next();
      assertThat(text).doesNotContain(WsScript.SECRET);
      assertThat(parsed(text).at("/type").asText()).isEqualTo("error");
      assertThat(parsed(text).at("/payload/0/extensions/code").asText()).isEqualTo("INTERNAL");
      assertNothingMoreCame(client);
    }
  }

  @Test
  default void closingTheSocketCancelsItsStreams() {
    try (WsClient client = ticking(this, "1")) {
      assertNothingMoreCame(client);
    }
    script().ticks().awaitCancelled(1);
  }

  @Test
  default void aViolationCancelsTheStreamsOfTheSocket() {
    try (WsClient client = ticking(this, "1")) {
      client.send("rubbish");
      assertThat(client.closed().code()).isEqualTo(4400);
      script().ticks().awaitCancelled(1);
    }
  }

  // Ids.

  @Test
  default void anIdInUseByAStreamClosesWith4409() {
    try (WsClient client = ticking(this, "twice")) {
      client.send(subscribe("twice", "{ hello }"));
      assertThat(client.closed()).isEqualTo(closed(4409, "Subscriber for twice already exists"));
      script().ticks().awaitCancelled(1);
    }
  }

  @Test
  default void anIdInUseByAQueryClosesWith4409() {
    try (WsClient client = acknowledged(this)) {
      client.send(subscribe("twice", "{ wait }"));
      client.send(subscribe("twice", "{ hello }"));
      assertThat(client.closed()).isEqualTo(closed(4409, "Subscriber for twice already exists"));
      script().release();
    }
  }

  @Test
  default void anIdIsFreeOnceItsOperationEnded() {
    try (WsClient client = acknowledged(this)) {
      client.send(subscribe("1", "{ hello }"));
      assertHello(client, "1");
      client.send(subscribe("1", "{ missing }"));
      assertThat(client.next()).contains(text("'error'"));
      client.send(subscribe("1", "subscription { ticks }"));
      client.send(complete("1"));
      client.send(subscribe("1", "{ hello }"));
      assertHello(client, "1");
      assertNothingMoreCame(client);
    }
  }

  @Test
  default void completeForAnUnknownIdIsIgnored() {
    try (WsClient client = connect(NEWER)) {
      client.send(complete("nobody"));
      assertNothingMoreCame(client);
    }
  }

  @Test
  default void operationsRunBesideEachOther() {
    try (WsClient client = ticking(this, "t")) {
      client.send(subscribe("w", "{ wait }"));
      script().awaitHeld();
      client.send(subscribe("h", "{ hello }"));
      assertHello(client, "h");
      script().ticks().emit(WsScript.data("ticks", 1));
      assertThat(client.next()).startsWith(text("{'id':'t','type':'next'"));
      script().release();
      assertThat(client.next()).startsWith(text("{'id':'w','type':'next'"));
      assertThat(client.next()).isEqualTo(text("{'id':'w','type':'complete'}"));
      script().ticks().complete();
      assertThat(client.next()).isEqualTo(text("{'id':'t','type':'complete'}"));
    }
  }

  @Test
  default void tooManyOperationsAreRefusedOneByOne() {
    try (WsClient client = acknowledged(this)) {
      for (int number = 1; number <= 100; number++) {
        client.send(subscribe("t" + number, "subscription { ticks }"));
      }
      client.send(subscribe("one-more", "{ hello }"));
      JsonNode error = parsed(client.next());
      assertThat(error.at("/id").asText()).isEqualTo("one-more");
      assertThat(error.at("/type").asText()).isEqualTo("error");
      assertThat(error.at("/payload/0/extensions/code").asText()).isEqualTo("RATE_LIMITED");
      script().ticks().awaitSubscribers(100);
      script().ticks().complete();
      for (int number = 1; number <= 100; number++) {
        assertThat(client.next()).endsWith(text("'type':'complete'}"));
      }
      client.send(subscribe("one-more", "{ hello }"));
      assertHello(client, "one-more");
    }
  }
}
