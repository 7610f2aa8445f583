package io.buddychat.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.buddychat.domain.Store;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.MessageCopyId;
import io.buddychat.domain.user.SessionId;
import io.buddychat.domain.user.UserId;
import io.buddychat.graphql.ws.Outcome;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.memory.InMemoryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// A scene with the GraphQL API in front of it, and answers as JSON.
final class Api {

  private static final ObjectMapper JSON = new ObjectMapper();

  final Scene scene;
  final BuddyChatGraphQl graphQl;

  Api() {
    this(new InMemoryStore());
  }

  Api(Store store) {
    scene = Scene.on(store);
    graphQl = BuddyChatGraphQl.of(scene.buddyChat(), new PlainTokens(), RateLimits.none());
  }

  JsonNode ask(Person viewer, String query) {
    return ask(new Connection(Caller.of(viewer.viewer()), "test"), query);
  }

  JsonNode askAsNobody(String query) {
    return ask(new Connection(Caller.ANONYMOUS, "test"), query);
  }

  JsonNode ask(Connection connection, String query) {
    return switch (run(connection, query)) {
      case Outcome.Single(var result) -> JSON.valueToTree(result);
      case Outcome.Rejected(var errors) -> JSON.valueToTree(Map.of("errors", errors));
      case Outcome.Stream stream -> throw new AssertionError("a stream: " + stream);
    };
  }

  Outcome run(Connection connection, String query) {
    return graphQl.execute(
        new GraphQlRequest(query, Optional.empty(), Map.of(), Map.of()), connection);
  }

  /// Everything a subscription of this person sends from now on, as it comes.
  Received subscribe(Person viewer, String query) {
    Outcome outcome = run(new Connection(Caller.of(viewer.viewer()), "test"), query);
    Received received = new Received();
    if (!(outcome instanceof Outcome.Stream(var payloads))) {
      throw new AssertionError("no stream: " + outcome);
    }
    payloads.subscribe(received);
    return received;
  }

  static String id(Person person) {
    return GlobalId.of(NodeType.CUSTOM_USER, person.id().value());
  }

  static String id(CopyId chat) {
    return GlobalId.of(NodeType.CHAT, chat.value());
  }

  static String id(NodeType type, MessageCopyId message) {
    return GlobalId.of(type, message);
  }

  /// Collects what a stream sends; it asks for everything at once.
  static final class Received implements Flow.Subscriber<Map<String, @Nullable Object>> {

    private final List<String> frames = new ArrayList<>();

    /// The frames so far, as JSON.
    List<String> frames() {
      return List.copyOf(frames);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Map<String, @Nullable Object> payload) {
      frames.add(JSON.valueToTree(payload).toString());
    }

    @Override
    public void onError(Throwable thrown) {
      throw new AssertionError(thrown);
    }

    @Override
    public void onComplete() {
      frames.add("complete");
    }
  }

  /// Tokens that anybody can read: the tests of the real ones are the server's.
  private static final class PlainTokens implements AccessTokens {

    @Override
    public Issued issue(UserId user, SessionId session, String username) {
      Claims claims =
          new Claims(user, session, username, Instant.EPOCH, Instant.EPOCH.plusSeconds(60));
      return new Issued(user.value() + " " + session.value() + " " + username, claims);
    }

    @Override
    public Verdict verify(String token) {
      List<String> parts = List.of(token.split(" ", -1));
      if (parts.size() != 3) {
        return new Verdict.Forged();
      }
      return new Verdict.Valid(
          new Claims(
              new UserId(Long.parseLong(parts.get(0))),
              new SessionId(Long.parseLong(parts.get(1))),
              parts.get(2),
              Instant.EPOCH,
              Instant.EPOCH.plusSeconds(60)));
    }
  }
}
