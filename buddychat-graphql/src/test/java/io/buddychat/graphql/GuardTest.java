package io.buddychat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.memory.InMemoryStore;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is refused before anything of it runs, or stopped while it does.
class GuardTest {

  private final Api api = new Api();
  private final Person alice = api.scene.alice();

  /// A query of five levels, four more for each round, and one for what is asked for in the end.
  private static String nested(int rounds) {
    String round = "chats(first: 1) { edges { node { user { ";
    return "{ me { " + round + round.repeat(rounds) + "id " + "} ".repeat(6 + 4 * rounds);
  }

  private static String code(JsonNode answer) {
    return answer.at("/errors/0/extensions/code").asText();
  }

  private static String message(JsonNode answer) {
    return answer.at("/errors/0/message").asText();
  }

  @Test
  void aDocumentOfMoreThanTwentyLevelsIsTooComplex() {
    assertThat(api.ask(alice, nested(3)).has("errors")).isFalse();
    JsonNode refused = api.ask(alice, nested(4));
    assertThat(code(refused)).isEqualTo("TOO_COMPLEX");
    assertThat(message(refused)).contains("nested more than 20 levels");
    assertThat(refused.has("data")).isFalse();
  }

  @Test
  void levelsAreCountedThroughFragments() {
    String query =
        """
        { me { ...a } }
        fragment a on CustomUser { chats(first: 1) { edges { node { user { ...b } } } } }
        fragment b on CustomUser { chats(first: 1) { edges { node { user { ...c } } } } }
        fragment c on CustomUser { chats(first: 1) { edges { node { user { ...d } } } } }
        fragment d on CustomUser { chats(first: 1) { edges { node { user { ...e } } } } }
        fragment e on CustomUser { chats(first: 1) { edges { node { user { id } } } } }
        """;
    JsonNode refused = api.ask(alice, query);
    assertThat(code(refused)).isEqualTo("TOO_COMPLEX");
    assertThat(message(refused)).contains("nested more than 20 levels");
  }

  @Test
  void goingInCirclesIsRefusedByItsCostAndNotByItsDepth() {
    String circle =
        "{chats{edges{node{" + "chatMessages{edges{node{chat{".repeat(3) + "id" + "}".repeat(16);
    assertThat(circle).hasSizeLessThan(136);
    JsonNode refused = api.ask(alice, circle);
    assertThat(code(refused)).isEqualTo("TOO_COMPLEX");
    assertThat(message(refused)).isEqualTo("The operation costs more than 20,000.");
    assertThat(refused.has("data")).isFalse();
  }

  @Test
  void whatASubscriptionAsksForOfEachEventCostsATenth() {
    for (String way :
        List.of(
            "inbox { payload { ... on ChatChanged { chat { list: chatMessages%s } } } }",
            "changes { node { ... on Chat { list: chatMessages%s } } }",
            "groupChanged { payload { __typename } groupCopy { list: groupMessages%s } }")) {
      String document =
          "subscription { "
              + way.formatted(
                  """
                  (first: %d) { edges { cursor node { id readAt message { content date
                    editedAt sender { id username firstName lastName bio isDeleted } } } } }
                  """)
              + " }";
      api.subscribe(alice, document.formatted(20));
      assertThat(api.run(connection(), document.formatted(100)).toString())
          .contains("TOO_COMPLEX")
          .contains("The subscription costs more than 2,000 for each event.");
    }
    String query =
        "{ chats(first: 1) { edges { node { chatMessages(first: 100) { edges { node {"
            + " message { content date } } } } } } } }";
    assertThat(api.ask(alice, query).has("errors")).as("a query may have such a page").isFalse();
  }

  private Connection connection() {
    return new Connection(Caller.of(alice.viewer()), "test");
  }

  @Test
  void questionsAboutTheSchemaMayCostLittleMoreThanTheFullestIntrospection() {
    String all = "kind name description specifiedByURL isOneOf ";
    String type = "type { " + all + ("ofType { " + all).repeat(9) + "} ".repeat(10);
    String many =
        IntStream.range(0, 90)
            .mapToObj(i -> "d" + i + ": description")
            .collect(Collectors.joining(" "));
    String query =
        "{ __schema { types { fields { %s %s args { %s } } } } }".formatted(many, type, type);
    JsonNode refused = api.askAsNobody(query);
    assertThat(code(refused)).isEqualTo("TOO_COMPLEX");
    assertThat(message(refused)).contains("about the schema");
  }

  @Test
  void whoAsksForTheSchemaInBadFaithIsTooComplexAndNotAFaultOfOurs() {
    JsonNode refused =
        api.askAsNobody("{ __schema { types { fields { type { fields { name } } } } } }");
    assertThat(code(refused)).isEqualTo("TOO_COMPLEX");
  }

  @Test
  void anOperationWhoseTimeIsOverIsStoppedBeforeItsNextField() {
    AtomicLong now = new AtomicLong();
    int[] read = {0};
    WritingStore store = new WritingStore(new InMemoryStore());
    Api slow = new Api(store, rules(now, Duration.ofSeconds(10)));
    Person ann = slow.scene.alice();
    store.beforeEachReadOfAMailbox(
        () -> {
          read[0]++;
          now.addAndGet(Duration.ofSeconds(6).toNanos());
        });
    JsonNode stopped =
        slow.ask(
            ann,
            "{ a: chats { edges { cursor } } b: chats { edges { cursor } }"
                + " c: chats { edges { cursor } } }");
    assertThat(code(stopped)).isEqualTo("TOO_COMPLEX");
    assertThat(message(stopped)).contains("PT10S");
    assertThat(stopped.has("data")).as("it began, so there is data: none").isTrue();
    assertThat(stopped.get("data").isNull()).isTrue();
    assertThat(read[0]).as("the third was not looked up any more").isEqualTo(2);
    JsonNode quick = slow.ask(ann, "{ chats { edges { cursor } } }");
    assertThat(quick.has("errors")).as("6 seconds are within its time").isFalse();
  }

  @Test
  void aMutationThatIsStoppedKeepsWhatItHasDoneAndDoesNoMore() {
    AtomicLong now = new AtomicLong();
    WritingStore store = new WritingStore(new InMemoryStore());
    Api slow = new Api(store, rules(now, Duration.ofSeconds(10)));
    Person ann = slow.scene.alice();
    store.beforeEachReadOfAMailbox(() -> now.addAndGet(Duration.ofSeconds(11).toNanos()));
    JsonNode stopped =
        slow.ask(
            ann,
            "mutation { updateUser(bio: \"one\") { user { chats { edges { cursor } } } }"
                + " again: updateUser(bio: \"two\") { user { bio } } }");
    assertThat(code(stopped)).isEqualTo("TOO_COMPLEX");
    assertThat(slow.ask(ann, "{ me { bio } }").at("/data/me/bio").asText()).isEqualTo("one");
  }

  @Test
  void aSubscriptionIsNotBoundedInTime() {
    AtomicLong now = new AtomicLong();
    Api slow = new Api(new WritingStore(new InMemoryStore()), rules(now, Duration.ofSeconds(10)));
    Person ann = slow.scene.alice();
    Person bob = slow.scene.boris();
    Api.Received received =
        slow.subscribe(ann, "subscription { inbox { operation payload { __typename } } }");
    now.addAndGet(Duration.ofHours(1).toNanos());
    bob.sends(bob.chatWith(ann), "Hello");
    assertThat(received.frames()).anyMatch(frame -> frame.contains("CHAT_MESSAGE_CREATED"));
  }

  private static DocumentRules rules(AtomicLong now, Duration longest) {
    DocumentRules standard = DocumentRules.STANDARD;
    return new DocumentRules(
        standard.limits(), longest, now::get, true, true, TrustedDocuments.NONE);
  }

  @Test
  void eachOfSeveralInputsCountsAsAnOperation() {
    AtomicLong now = new AtomicLong();
    Api limited = new Api(new RateLimits(25, now::get));
    Person ann = limited.scene.alice();
    String inputs = "{title: \"Tea\"} ".repeat(20);
    String document = "mutation { createGroups(inputs: [%s]) { results { groupCopy { id } } } }";
    assertThat(limited.ask(ann, document.formatted(inputs)).at("/data/createGroups/results"))
        .hasSize(20);
    assertThat(code(limited.ask(ann, document.formatted("{title: \"Tea\"} ".repeat(6)))))
        .isEqualTo("RATE_LIMITED");
    assertThat(ann.conversations()).as("what is refused makes nothing").hasSize(20);
    GraphQlRequest five =
        new GraphQlRequest(
            "mutation ($i: [CreateGroupInput!]!) { createGroups(inputs: $i) { results {"
                + " groupCopy { id } } } }",
            Optional.empty(),
            Map.of("i", Collections.nCopies(5, Map.of("title", "Tea"))),
            Map.of());
    assertThat(
            limited
                .ask(new Connection(Caller.of(ann.viewer()), "test"), five)
                .at("/data/createGroups/results"))
        .as("five are left")
        .hasSize(5);
    assertThat(code(limited.ask(ann, "{ __typename }"))).isEqualTo("RATE_LIMITED");
  }

  @Test
  void whatFitsNoOperationCountsAsOne() {
    AtomicLong now = new AtomicLong();
    Api limited = new Api(new RateLimits(2, now::get));
    GraphQlRequest unfit =
        new GraphQlRequest(
            "query ($n: Int) { users(first: $n) { edges { cursor } } }",
            Optional.empty(),
            Map.of("n", "x"),
            Map.of());
    GraphQlRequest unnamed =
        new GraphQlRequest("query A { __typename }", Optional.of("B"), Map.of(), Map.of());
    Connection nobody = new Connection(Caller.ANONYMOUS, "test");
    assertThat(code(limited.ask(nobody, unfit))).isEqualTo("INVALID_INPUT");
    assertThat(code(limited.ask(nobody, unnamed))).isEqualTo("INVALID_INPUT");
    assertThat(code(limited.ask(nobody, unfit))).isEqualTo("RATE_LIMITED");
  }

  @Test
  void aMistakenDocumentCountsAsOneOperation() {
    AtomicLong now = new AtomicLong();
    Api limited = new Api(new RateLimits(2, now::get));
    assertThat(code(limited.askAsNobody("{"))).isEqualTo("INVALID_INPUT");
    assertThat(code(limited.askAsNobody("{ noSuchField }"))).isEqualTo("INVALID_INPUT");
    assertThat(code(limited.askAsNobody("{"))).isEqualTo("RATE_LIMITED");
    assertThat(code(limited.askAsNobody("{ __typename }"))).isEqualTo("RATE_LIMITED");
  }
}
