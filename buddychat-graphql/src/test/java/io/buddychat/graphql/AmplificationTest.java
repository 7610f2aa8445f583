package io.buddychat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import io.buddychat.domain.core.CopyId;
import io.buddychat.graphql.ws.Outcome;
import io.buddychat.testkit.People;
import io.buddychat.testkit.Person;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// No request of up to 64 kB costs more than five times the largest legal page.
///
/// What is counted are the bytes that the answering thread allocates, from the request's text to
/// the answer's JSON: they are the same on every machine, where time is not. The least of several
/// tries is taken, each with a document that was not seen before, so that none is remembered; the
/// page, too, is the least of its tries. Time is printed only.
///
/// The page is the largest that a program for people could ask for: a hundred messages of a chat,
/// with all there is of the copy, of the message, of its sender and of the chat with its two
/// people. It is answered the way the engine answers by itself, which is how dear a page was when
/// the bound was drawn: that pages have become cheaper since makes no attack of what was none.
class AmplificationTest {

  private static final int TIMES = 5;
  private static final int[] SIZES = {1_000, 10_000, 63_000};
  private static final int TRIES = 3;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Api api = new Api();
  private final Person alice = api.scene.alice();
  private final String chat = aLongHistory();

  private String aLongHistory() {
    Person boris = api.scene.boris();
    CopyId mine = alice.chatWith(boris);
    CopyId his = boris.chatWith(alice);
    for (int i = 0; i < 60; i++) {
      api.scene.later();
      alice.sends(mine, "Is there still tea in the kettle? " + i);
      boris.sends(his, "There is, come over. " + i);
    }
    List<Person> others =
        IntStream.rangeClosed(1, 100)
            .mapToObj(number -> api.scene.person(People.somebody(number)))
            .toList();
    others.forEach(other -> other.sends(other.chatWith(alice), "Hello"));
    Person admin = alice.inGroups();
    for (int i = 0; i < 100; i++) {
      admin.groups().creates("Group " + i, others.stream().limit(20).map(Person::id).toList());
    }
    return Api.id(mine);
  }

  /// What a request took.
  private record Spent(long bytes, long nanos) {

    Spent least(Spent other) {
      return new Spent(Math.min(bytes, other.bytes), Math.min(nanos, other.nanos));
    }
  }

  private Spent spent(Attacks.Request request, EnginesWay engine) {
    return spent(
        connection ->
            new Outcome.Single(
                engine.answer(
                    new RandomDocuments.Asked(request.document(), request.variables()),
                    RequestContext.of(connection))));
  }

  private Spent spent(Attacks.Request request) {
    return spent(
        connection ->
            api.graphQl.execute(
                new GraphQlRequest(
                    request.document(), Optional.empty(), request.variables(), Map.of()),
                connection));
  }

  private Spent spent(Function<Connection, Outcome> answer) {
    Connection connection = new Connection(Caller.of(alice.viewer()), "test");
    long thread = Thread.currentThread().threadId();
    long bytes = THREADS.getThreadAllocatedBytes(thread);
    long nanos = THREADS.getCurrentThreadCpuTime();
    int length = json(answer.apply(connection)).length;
    assertThat(length).isPositive();
    return new Spent(
        THREADS.getThreadAllocatedBytes(thread) - bytes, THREADS.getCurrentThreadCpuTime() - nanos);
  }

  private static byte[] json(Outcome outcome) {
    try {
      return switch (outcome) {
        case Outcome.Single(var result) -> JSON.writeValueAsBytes(result);
        case Outcome.Rejected(var errors) -> JSON.writeValueAsBytes(errors);
        case Outcome.Stream stream -> throw new AssertionError("a stream: " + stream);
      };
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /// Each try has a document of its own, so that it is read and checked each time.
  private Spent least(Attacks.Request request) {
    return IntStream.rangeClosed(1, TRIES)
        .mapToObj(i -> new Attacks.Request(request.document() + " ".repeat(i), request.variables()))
        .map(this::spent)
        .reduce(Spent::least)
        .orElseThrow();
  }

  private String page() {
    String person =
        "{ id username firstName lastName bio profilePicture dateJoined updatedAt isDeleted }";
    return """
    { chat(id: "%s") { chatMessages(first: 100) {
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        edges { cursor node { id readAt
          chat { id archived unreadCount user %s otherUser %s }
          message { id content readAt date editedAt sender %s
            attachments { id file name contentType size } } } } } } }
    """
        .formatted(chat, person, person, person);
  }

  @Test
  void noAttackCostsMoreThanFiveTimesTheLargestLegalPage() {
    Attacks.Request legal = new Attacks.Request(page(), Map.of());
    assertThat(api.ask(alice, page()).at("/data/chat/chatMessages/edges").size()).isEqualTo(100);
    EnginesWay engine =
        new EnginesWay(
            api.scene.buddyChat(),
            ApiSchema.fields(api.scene.buddyChat(), Api.tokens(), Meter.NONE));
    IntStream.range(0, 30).forEach(i -> spent(legal, engine));
    Spent page =
        IntStream.range(0, TRIES)
            .mapToObj(i -> spent(legal, engine))
            .reduce(Spent::least)
            .orElseThrow();
    System.out.printf("the largest legal page: %,d bytes, %,d us%n", page.bytes, us(page));

    Attacks attacks = new Attacks(chat);
    assertThat(attacks.all().size()).isGreaterThanOrEqualTo(40);
    List<String> over = new ArrayList<>();
    double worstBytes = 0;
    double worstTime = 0;
    for (var attack : attacks.all().entrySet()) {
      for (int size : SIZES) {
        Spent spent = least(attack.getValue().apply(size));
        double ratio = (double) spent.bytes / page.bytes;
        worstBytes = Math.max(worstBytes, ratio);
        worstTime = Math.max(worstTime, (double) spent.nanos / page.nanos);
        String line =
            "%5.2f x bytes %5.2f x CPU  %s, %,d characters"
                .formatted(ratio, (double) spent.nanos / page.nanos, attack.getKey(), size);
        if (ratio > 1) {
          System.out.println(line);
        }
        if (ratio > TIMES) {
          over.add(line);
        }
      }
    }
    System.out.printf(
        "%d attacks x %d sizes, the worst: %.2f x the bytes, %.2f x the CPU of the page%n",
        attacks.all().size(), SIZES.length, worstBytes, worstTime);
    assertThat(over).isEmpty();
  }

  private static long us(Spent spent) {
    return spent.nanos / 1_000;
  }
}
