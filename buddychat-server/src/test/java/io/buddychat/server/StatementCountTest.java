package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.conversation.Visibility;
import io.buddychat.domain.conversation.Welcome;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.graphql.BuddyChatGraphQl;
import io.buddychat.graphql.Caller;
import io.buddychat.graphql.Connection;
import io.buddychat.graphql.DocumentLimits;
import io.buddychat.graphql.DocumentRules;
import io.buddychat.graphql.GraphQlRequest;
import io.buddychat.graphql.Meter;
import io.buddychat.graphql.RateLimits;
import io.buddychat.graphql.ws.Outcome;
import io.buddychat.persistence.JdbiStore;
import io.buddychat.testkit.People;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.postgres.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A query takes the same number of SQL statements whatever its pages hold.
class StatementCountTest {

  @Nested
  class OnH2 extends Counting {
    OnH2() {
      super("jdbc:h2:mem:" + UUID.randomUUID());
    }
  }

  @Nested
  class OnPostgres extends Counting {
    OnPostgres() {
      super(TestPostgres.freshDatabase());
    }
  }

  abstract static class Counting {

    private static final int MANY = 30;

    private final AtomicInteger statements = new AtomicInteger();
    private final String url;

    Counting(String url) {
      this.url = url;
    }

    /// A commit is no statement; it may travel with some, or by itself.
    private void count(String sql) {
      statements.addAndGet(
          (int) Stream.of(sql.split(";")).filter(each -> !each.strip().equals("commit")).count());
    }

    static List<String> queries() {
      return CountedDocuments.QUERIES;
    }

    /// A query that is added to the schema needs a document there.
    @Test
    void everyQueryOfTheSchemaIsCounted() {
      try (JdbiStore store = JdbiStore.open(JdbiStore.Options.of(url))) {
        Scene scene = Scene.on(store);
        Object schema =
            answer(
                    graphQl(scene),
                    scene.alice(),
                    "{ __schema { queryType { fields(includeDeprecated: true) { name } } } }",
                    Map.of())
                .get("data");
        List<String> fields =
            Pattern.compile("name=(\\w+)")
                .matcher(String.valueOf(schema))
                .results()
                .map(found -> found.group(1))
                .toList();
        List<String> counted =
            CountedDocuments.QUERIES.stream()
                .flatMap(
                    query ->
                        Parser.parse(query)
                            .getDefinitionsOfType(OperationDefinition.class)
                            .stream())
                .flatMap(
                    operation ->
                        operation.getSelectionSet().getSelectionsOfType(Field.class).stream())
                .map(Field::getName)
                .distinct()
                .toList();
        assertThat(fields).isNotEmpty();
        assertThat(counted).containsExactlyInAnyOrderElementsOf(fields);
      }
    }

    @ParameterizedTest
    @MethodSource("queries")
    void isTheSameForAFewAndForMany(String query) {
      try (JdbiStore store = JdbiStore.open(JdbiStore.Options.of(url).onStatement(this::count))) {
        Scene scene = Scene.on(store);
        BuddyChatGraphQl graphQl = graphQl(scene);
        Person alice = scene.alice();
        talk(alice, scene.boris(), 1);
        meet(alice, List.of(scene.boris()), 1);
        int few = statementsOf(graphQl, alice, query);
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
          Person person = scene.person(People.somebody(i));
          talk(alice, person, 2);
          people.add(person);
          meet(alice, people, 1);
        }
        talk(alice, scene.boris(), MANY);
        assertThat(statementsOf(graphQl, alice, query)).isEqualTo(few).isPositive();
      }
    }

    @Test
    void aReplayTakesAsManyForAFewEventsAsForMany() {
      try (JdbiStore store = JdbiStore.open(JdbiStore.Options.of(url).onStatement(this::count))) {
        Scene scene = Scene.on(store);
        Person alice = scene.alice();
        List<CopyId> groups = new ArrayList<>();
        for (int i = 0; i < 4 * CountedDocuments.REPLAYS.size(); i++) {
          groups.add(alice.groups().creates("Group " + i, List.of(scene.boris().id())));
        }
        for (String replay : CountedDocuments.REPLAYS) {
          long start = alice.head();
          talk(alice, scene.boris(), 1);
          alice.groups().adds(groups.removeFirst(), scene.clara().id());
          int few = statementsOfReplay(scene, alice, replay, start);
          talk(alice, scene.boris(), 10);
          for (int i = 0; i < 3; i++) {
            alice.groups().adds(groups.removeFirst(), scene.clara().id());
          }
          assertThat(statementsOfReplay(scene, alice, replay, start))
              .as(replay)
              .isEqualTo(few)
              .isPositive();
        }
      }
    }

    /// The first send of each size makes the databases and the engine know their documents.
    @Test
    void aSendTakesAsManyForAFewSubscribersAsForMany() {
      try (JdbiStore store = JdbiStore.open(JdbiStore.Options.of(url).onStatement(this::count))) {
        Scene scene = Scene.on(store);
        BuddyChatGraphQl graphQl = graphQl(scene);
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
          people.add(scene.person(People.somebody(i)));
        }
        List<Integer> counts = new ArrayList<>();
        for (int size : new int[] {2, 10, 100}) {
          counts.add(statementsOfSend(graphQl, people.subList(0, size)));
        }
        assertThat(counts)
            .as("the send itself, and one for the sender's name")
            .containsExactly(8, 8, 8);
      }
    }

    /// What was found out may be a second old by the time it is asked for again.
    @Test
    void whoHasJustBeenLetInIsLetInAgainWithoutAStatement() {
      try (JdbiStore store = JdbiStore.open(JdbiStore.Options.of(url).onStatement(this::count))) {
        Person alice = Scene.on(store).alice();
        assertThat(IntStream.generate(() -> statementsToLetIn(alice)).limit(100))
            .as("unless each time takes a second")
            .contains(0)
            .allMatch(count -> count <= 1);
      }
    }

    private int statementsToLetIn(Person person) {
      statements.set(0);
      assertThat(person.scene().buddyChat().signIn().viewer(person.session())).isPresent();
      return statements.get();
    }

    private int statementsOfSend(BuddyChatGraphQl graphQl, List<Person> members) {
      Person sender = members.get(0);
      CopyId group =
          sender
              .groups()
              .creates("Of " + members.size(), members.stream().skip(1).map(Person::id).toList());
      List<List<Map<String, @Nullable Object>>> received = new ArrayList<>();
      List<Flow.Subscription> subscriptions = new ArrayList<>();
      for (Person member : members) {
        for (String document :
            List.of(
                """
                subscription { inbox { cursor operation at payload {
                  ... on GroupMessageChanged { groupMessageId groupCopyId messageId actorId
                    groupMessage { id readAt message { id content date editedAt readAt
                      sender { id username firstName } attachments { name file } } }
                    actor { username } }
                  ... on NotificationChanged { notificationId
                    notification { isRead message { content sender { username } } } } } } }
                """,
                "subscription { subscribe { success } }")) {
          List<Map<String, @Nullable Object>> events = new ArrayList<>();
          received.add(events);
          subscriptions.add(subscribe(graphQl, member, document, events));
        }
      }
      statements.set(0);
      sender.inGroups().sends(group, "To all");
      int count = statements.get();
      subscriptions.forEach(Flow.Subscription::cancel);
      for (int i = 0; i < received.size(); i++) {
        assertThat(received.get(i))
            .as("the opening, the message and, unless it is one's own, the notification")
            .hasSize(i < 2 ? 2 : 3)
            .noneMatch(event -> event.containsKey("errors"));
        assertThat(received.get(i).get(1).toString()).contains("To all");
      }
      return count;
    }

    private int statementsOfReplay(Scene scene, Person viewer, String replay, long start) {
      String cursor =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(
                  ("1:" + viewer.id().value() + ":" + start).getBytes(StandardCharsets.UTF_8));
      List<Map<String, @Nullable Object>> events = new ArrayList<>();
      statements.set(0);
      subscribe(graphQl(scene), viewer, replay, Map.of("after", cursor), events);
      long expected =
          viewer.log().stream()
              .filter(entry -> entry.seq() > start)
              .filter(
                  entry ->
                      !replay.contains("groupChanged")
                          || entry.event().operation() == Operation.MEMBER_ADDED)
              .count();
      assertThat(events).hasSize(1 + (int) expected);
      return statements.get();
    }

    private static Flow.Subscription subscribe(
        BuddyChatGraphQl graphQl,
        Person viewer,
        String document,
        List<Map<String, @Nullable Object>> events) {
      return subscribe(graphQl, viewer, document, Map.of(), events);
    }

    /// Follows, and collects what comes.
    private static Flow.Subscription subscribe(
        BuddyChatGraphQl graphQl,
        Person viewer,
        String document,
        Map<String, @Nullable Object> variables,
        List<Map<String, @Nullable Object>> events) {
      Outcome outcome =
          graphQl.execute(
              new GraphQlRequest(document, Optional.empty(), variables, Map.of()),
              new Connection(Caller.of(viewer.viewer()), "test"));
      if (!(outcome instanceof Outcome.Stream(var payloads))) {
        throw new AssertionError("no stream: " + outcome);
      }
      List<Flow.Subscription> subscriptions = new ArrayList<>();
      payloads.subscribe(
          new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
              subscriptions.add(subscription);
              subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(Map<String, @Nullable Object> event) {
              events.add(event);
            }

            @Override
            public void onError(Throwable thrown) {
              throw new AssertionError(thrown);
            }

            @Override
            public void onComplete() {}
          });
      return subscriptions.getFirst();
    }

    private static void talk(Person alice, Person other, int messages) {
      CopyId mine = alice.chatWith(other);
      CopyId theirs = other.chatWith(alice);
      for (int i = 0; i < messages; i++) {
        alice.sends(mine, "from me", alice.uploads("f", "text"));
        HeldMessage back = other.sends(theirs, "from them");
        if (i % 2 == 0) {
          alice.reads(alice.copyOf(back));
        }
      }
    }

    /// In a new group of Alice's and theirs.
    private static void meet(Person alice, List<Person> others, int messages) {
      CopyId mine =
          alice.groups().creates("Of " + others.size(), others.stream().map(Person::id).toList());
      alice.groups().meets(mine, Visibility.PUBLIC, Welcome.NOTHING);
      for (int i = 0; i < messages; i++) {
        HeldMessage sent = alice.inGroups().sends(mine, "to all", alice.uploads("f", "text"));
        for (Person other : others.subList(0, Math.min(2, others.size()))) {
          other.inGroups().sends(other.inGroups().copyOf(sent).copy(), "from one");
        }
      }
    }

    /// The ids of the newest chat and group, and of those people that a page has.
    private static Map<String, @Nullable Object> ids(BuddyChatGraphQl graphQl, Person viewer) {
      Map<String, @Nullable Object> found =
          answer(
              graphQl,
              viewer,
              """
              { chats(first: 1) { edges { node { id } } } groups(first: 1) { edges { node { id } } }
                users(first: 50) { edges { node { id } } } }
              """,
              Map.of());
      List<String> users = idsIn(found, "users");
      return Map.of(
          "chat", idsIn(found, "chats").getFirst(),
          "group", idsIn(found, "groups").getFirst(),
          "user", users.getFirst(),
          "users", users);
    }

    private static List<String> idsIn(Map<String, @Nullable Object> answer, String connection) {
      String text = String.valueOf(((Map<?, ?>) answer.get("data")).get(connection));
      return Pattern.compile("id=([\\w=+/-]+)")
          .matcher(text)
          .results()
          .map(id -> id.group(1))
          .toList();
    }

    private int statementsOf(BuddyChatGraphQl graphQl, Person viewer, String query) {
      Map<String, @Nullable Object> variables = ids(graphQl, viewer);
      statements.set(0);
      answer(graphQl, viewer, query, variables);
      return statements.get();
    }

    private static Map<String, @Nullable Object> answer(
        BuddyChatGraphQl graphQl,
        Person viewer,
        String query,
        Map<String, @Nullable Object> variables) {
      Outcome outcome =
          graphQl.execute(
              new GraphQlRequest(query, Optional.empty(), variables, Map.of()),
              new Connection(Caller.of(viewer.viewer()), "test"));
      if (!(outcome instanceof Outcome.Single single)) {
        throw new AssertionError("no single answer: " + outcome);
      }
      assertThat(single.result()).doesNotContainKey("errors");
      return single.result();
    }

    /// Pages within pages of fifty, which cost more than is usually let in.
    private static BuddyChatGraphQl graphQl(Scene scene) {
      return BuddyChatGraphQl.of(
          scene.buddyChat(),
          new JwtTokens(Secret.of(settings()), Clock.systemUTC(), Duration.ofMinutes(1)),
          RateLimits.none(),
          DocumentRules.STANDARD.with(DocumentLimits.STANDARD.withCost(1_000_000)),
          Meter.NONE);
    }

    private static Settings settings() {
      return Settings.of(
          Map.of("BUDDYCHAT_JWT_SECRET", "a secret for tests, as long as it must be"),
          Optional.empty());
    }
  }
}
