package io.buddychat.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.graphql.BuddyChatGraphQl;
import io.buddychat.graphql.Caller;
import io.buddychat.graphql.Connection;
import io.buddychat.graphql.GraphQlRequest;
import io.buddychat.graphql.RateLimits;
import io.buddychat.graphql.ws.Outcome;
import io.buddychat.persistence.JdbiStore;
import io.buddychat.testkit.People;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.postgres.TestPostgres;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{ me { username phoneNumbers { number } } }",
          "{ users(first: 50) { edges { node { id username } } pageInfo { hasNextPage } } }",
          """
          { chats(first: 50) { edges { node { archived unreadCount user { username }
            otherUser { username } lastMessage { message { content sender { username } } }
            chatMessages(first: 50) { edges { node { readAt chat { id }
              message { content readAt sender { firstName } } } }
              pageInfo { hasNextPage hasPreviousPage } } } } pageInfo { hasNextPage } } }
          """,
          """
          { me { chats(last: 50) { edges { node { chatMessages(last: 50) { edges { node {
            message { sender { id } } } } } } } }
            notifications(first: 50) { edges { node { isRead message { sender { username } } } } } } }
          """,
          "{ notifications(first: 50, isRead: false) { edges { node { message { content } } } } }"
        })
    void isTheSameForAFewAndForMany(String query) {
      try (JdbiStore store =
          JdbiStore.open(
              JdbiStore.Options.of(url).onStatement(sql -> statements.incrementAndGet()))) {
        Scene scene = Scene.on(store);
        BuddyChatGraphQl graphQl =
            BuddyChatGraphQl.of(
                scene.buddyChat(),
                new JwtTokens(Secret.of(settings()), Clock.systemUTC(), Duration.ofMinutes(1)),
                RateLimits.none());
        Person alice = scene.alice();
        talk(alice, scene.boris(), 1);
        int few = statementsOf(graphQl, alice, query);
        for (int i = 0; i < MANY; i++) {
          talk(alice, scene.person(People.somebody(i)), 2);
        }
        talk(alice, scene.boris(), MANY);
        assertThat(statementsOf(graphQl, alice, query)).isEqualTo(few).isPositive();
      }
    }

    private static void talk(Person alice, Person other, int messages) {
      CopyId mine = alice.chatWith(other);
      CopyId theirs = other.chatWith(alice);
      for (int i = 0; i < messages; i++) {
        alice.sends(mine, "from me");
        HeldMessage back = other.sends(theirs, "from them");
        if (i % 2 == 0) {
          alice.reads(alice.copyOf(back));
        }
      }
    }

    private int statementsOf(BuddyChatGraphQl graphQl, Person viewer, String query) {
      statements.set(0);
      Outcome outcome =
          graphQl.execute(
              new GraphQlRequest(query, Optional.empty(), Map.of(), Map.of()),
              new Connection(Caller.of(viewer.viewer()), "test"));
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Single.class,
              single -> assertThat(single.result()).doesNotContainKey("errors"));
      return statements.get();
    }

    private static Settings settings() {
      return Settings.of(
          Map.of("BUDDYCHAT_JWT_SECRET", "a secret for tests, as long as it must be"),
          Optional.empty());
    }
  }
}
