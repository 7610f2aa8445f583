package io.buddychat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import io.buddychat.domain.core.CopyId;
import io.buddychat.graphql.ws.Outcome;
import io.buddychat.graphql.ws.Prepared;
import io.buddychat.graphql.ws.Utf8;
import io.buddychat.testkit.People;
import io.buddychat.testkit.Person;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What an answer may allocate, as a multiple of what its JSON takes when it is written from a tree
/// that lies ready. Counted are the bytes of the answering thread: they are nearly the same on
/// every machine, and the bounds leave room for a runtime that has not warmed up.
class AllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int WARM_UP = 300;
  private static final int TRIES = 20;

  private static final String PAGE =
      """
      { chats(first: 1) { edges { node { chatMessages(first: 50) {
          edges { cursor node { id readAt message { id content date sender { id username } } } }
          pageInfo { hasNextPage endCursor } } } } } }
      """;
  private static final String INBOX =
      """
      subscription { inbox(operations: [CHAT_MESSAGE_CREATED]) { cursor operation at payload {
        ... on ChatMessageChanged { chatMessageId chatId
          chatMessage { id message { id content date sender { id username } } chat { id } } } } } }
      """;

  private static final String GROUP_INBOX =
      """
      subscription { inbox(operations: [GROUP_MESSAGE_CREATED]) { cursor operation at payload {
        ... on GroupMessageChanged { groupMessageId groupCopyId
          groupMessage { id message { id content date sender { id username } } readAt } } } } }
      """;

  private final Queue<Runnable> deliveries = new ArrayDeque<>();
  private final Api api = new Api(settings -> settings.executor(deliveries::add));
  private final Person alice = api.scene.alice();
  private final Person boris = api.scene.boris();
  private final CopyId chat = alice.chatWith(boris);
  private final CopyId back = boris.chatWith(alice);

  @FunctionalInterface
  private interface Work {
    void run() throws JsonProcessingException;
  }

  private static long bytes(Work work) throws JsonProcessingException {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    work.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  /// The least of several tries: what the runtime does on the way is not the work's.
  private static long least(Work work) throws JsonProcessingException {
    for (int i = 0; i < WARM_UP; i++) {
      work.run();
    }
    long least = Long.MAX_VALUE;
    for (int i = 0; i < TRIES; i++) {
      least = Math.min(least, bytes(work));
    }
    return least;
  }

  private static long byHand(JsonNode tree) throws JsonProcessingException {
    return least(() -> JSON.writeValueAsBytes(tree));
  }

  @Test
  void aPageOfFiftyMessagesTakesAtMostEightTimesItsJson() throws JsonProcessingException {
    IntStream.range(0, 100)
        .forEach(i -> (i % 2 == 0 ? alice : boris).sends(i % 2 == 0 ? chat : back, "Tea? " + i));
    Connection connection = new Connection(Caller.of(alice.viewer()), "test");
    GraphQlRequest request = new GraphQlRequest(PAGE, Optional.empty(), Map.of(), Map.of());
    JsonNode tree = api.ask(connection, request);
    assertThat(tree.findValues("content")).hasSize(50);
    long page =
        least(
            () -> {
              if (api.graphQl.execute(request, connection) instanceof Outcome.Single(var result)) {
                JSON.writeValueAsBytes(result);
              }
            });
    assertThat(page).isLessThan(8 * byHand(tree));
  }

  @Test
  void anEventTakesAtMostTwelveTimesItsJson() throws JsonProcessingException {
    Last last = new Last();
    Outcome outcome = api.run(new Connection(Caller.of(boris.viewer()), "test"), INBOX);
    ((Outcome.Stream) outcome).payloads().subscribe(last);
    deliver();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < WARM_UP + TRIES; i++) {
      alice.sends(chat, "Hello " + i);
      least = Math.min(least, bytes(this::deliver));
    }
    JsonNode tree = JSON.valueToTree(last.payload);
    assertThat(tree.findValuesAsText("content")).hasSize(1);
    assertThat(least).isLessThan(12 * byHand(tree));
  }

  /// What is drawn for all of them counts too.
  @Test
  void anEventForManyTakesAtMostThreeTimesItsJsonEach() throws JsonProcessingException {
    List<Person> others =
        IntStream.range(0, 20).mapToObj(i -> api.scene.person(People.somebody(i))).toList();
    Person admin = alice.inGroups();
    CopyId group = admin.groups().creates("Tea", others.stream().map(Person::id).toList());
    List<Last> told = new ArrayList<>();
    for (Person each : others) {
      Last last = new Last();
      Outcome outcome = api.run(new Connection(Caller.of(each.viewer()), "test"), GROUP_INBOX);
      ((Outcome.Stream) outcome).payloads().subscribe(last);
      told.add(last);
    }
    deliver();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < WARM_UP + TRIES; i++) {
      admin.sends(group, "Hello " + i);
      least = Math.min(least, bytes(this::deliver));
    }
    JsonNode tree = JSON.valueToTree(told.getLast().payload);
    assertThat(tree.findValuesAsText("content")).hasSize(1);
    assertThat(least / told.size()).isLessThan(3 * byHand(tree));
  }

  private void deliver() throws JsonProcessingException {
    for (Runnable delivery = deliveries.poll(); delivery != null; delivery = deliveries.poll()) {
      delivery.run();
    }
  }

  /// Takes all there is and writes it.
  private static final class Last implements Flow.Subscriber<Map<String, @Nullable Object>> {

    private Map<String, @Nullable Object> payload = Map.of();

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Map<String, @Nullable Object> next) {
      payload = next;
      try {
        if (next instanceof Prepared prepared) {
          Utf8 text = new Utf8(prepared.length());
          prepared.writeTo(text);
          text.text();
        } else {
          JSON.writeValueAsBytes(next);
        }
      } catch (JsonProcessingException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void onError(Throwable thrown) {
      throw new AssertionError(thrown);
    }

    @Override
    public void onComplete() {}
  }
}
