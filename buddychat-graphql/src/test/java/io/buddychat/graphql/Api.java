package io.buddychat.graphql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.buddychat.domain.BuddyChat;
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
import java.util.function.UnaryOperator;
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
    this(Scene.on(store), RateLimits.none());
  }

  Api(UnaryOperator<BuddyChat.Builder> settings) {
    this(Scene.on(new InMemoryStore(), settings), RateLimits.none());
  }

  Api(RateLimits limits) {
    this(Scene.on(new InMemoryStore()), limits);
  }

  Api(DocumentRules rules) {
    this(new InMemoryStore(), rules);
  }

  Api(Store store, DocumentRules rules) {
    this(Scene.on(store), RateLimits.none(), rules);
  }

  private Api(Scene scene, RateLimits limits) {
    this(scene, limits, DocumentRules.STANDARD);
  }

  private Api(Scene scene, RateLimits limits, DocumentRules rules) {
    this.scene = scene;
    graphQl = BuddyChatGraphQl.of(scene.buddyChat(), tokens(), limits, rules, Meter.NONE);
  }

  static AccessTokens tokens() {
    return new PlainTokens();
  }

  JsonNode ask(Person viewer, String query) {
    return ask(new Connection(Caller.of(viewer.viewer()), "test"), query);
  }

  JsonNode askAsNobody(String query) {
    return ask(new Connection(Caller.ANONYMOUS, "test"), query);
  }

  JsonNode ask(Connection connection, String query) {
    return ask(connection, new GraphQlRequest(query, Optional.empty(), Map.of(), Map.of()));
  }

  JsonNode ask(Connection connection, GraphQlRequest request) {
    return switch (graphQl.execute(request, connection)) {
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
    return subscribe(new Connection(Caller.of(viewer.viewer()), "test"), query);
  }

  Received subscribe(Connection connection, String query) {
    Received received = new Received(Long.MAX_VALUE);
    subscribe(connection, query, received);
    return received;
  }

  void subscribe(Person viewer, String query, Received received) {
    subscribe(new Connection(Caller.of(viewer.viewer()), "test"), query, received);
  }

  private void subscribe(Connection connection, String query, Received received) {
    Outcome outcome = run(connection, query);
    if (!(outcome instanceof Outcome.Stream(var payloads))) {
      throw new AssertionError("no stream: " + outcome);
    }
    payloads.subscribe(received);
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
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

  /// Collects what a stream sends.
  static final class Received implements Flow.Subscriber<Map<String, @Nullable Object>> {

    private final long first;
    private final List<String> frames = new ArrayList<>();
    private Optional<Flow.Subscription> subscription = Optional.empty();

    /// @param first how much it asks for at once
    Received(long first) {
      this.first = first;
    }

    /// The frames so far, as JSON.
    List<String> frames() {
      return List.copyOf(frames);
    }

    void ask(long more) {
      subscription.orElseThrow().request(more);
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
      subscription = Optional.of(newSubscription);
      newSubscription.request(first);
    }

    @Override
    public void onNext(Map<String, @Nullable Object> payload) {
      frames.add(JSON.valueToTree(payload).toString());
    }

    @Override
    public void onError(Throwable thrown) {
      frames.add("failed: " + thrown.getMessage());
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
