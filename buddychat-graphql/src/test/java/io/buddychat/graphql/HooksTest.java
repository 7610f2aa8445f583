package io.buddychat.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.buddychat.domain.core.BuddyChatException;
import io.buddychat.domain.core.Failure;
import io.buddychat.graphql.ws.Outcome;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.memory.InMemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What whoever embeds BuddyChat adds to it.
class HooksTest {

  private static final String ME = "{ me { username } }";
  private static final String NOTES = "mutation { createSelfChat { chat { id } } }";

  private final Scene scene = Scene.on(new InMemoryStore());
  private final Person alice = scene.alice();
  private final Connection connection = new Connection(Caller.of(alice.viewer()), "test");
  private final List<String> seen = new ArrayList<>();

  private BuddyChatGraphQl with(Hooks hooks) {
    return with(hooks, RateLimits.none());
  }

  private BuddyChatGraphQl with(Hooks hooks, RateLimits limits) {
    return BuddyChatGraphQl.of(
        scene.buddyChat(), Api.tokens(), limits, DocumentRules.STANDARD, Meter.NONE, hooks);
  }

  private static GraphQlRequest request(String query) {
    return new GraphQlRequest(query, Optional.empty(), Map.of(), Map.of());
  }

  private JsonNode answer(BuddyChatGraphQl graphQl, String query) {
    Outcome outcome = graphQl.execute(request(query), connection);
    return new ObjectMapper()
        .valueToTree(
            switch (outcome) {
              case Outcome.Single(var result) -> result;
              case Outcome.Rejected(var errors) -> Map.of("errors", errors);
              case Outcome.Stream _ -> Map.of("stream", true);
            });
  }

  private Hooks.AroundOperation noting(String name) {
    return (operation, rest) -> {
      seen.add(name + " before " + operation.kind());
      Outcome outcome = rest.get();
      seen.add(name + " after " + outcome.getClass().getSimpleName());
      return outcome;
    };
  }

  @Test
  void theFirstStandsAroundTheSecondAndBothAroundTheOperation() {
    BuddyChatGraphQl graphQl = with(Hooks.NONE.around(noting("one")).around(noting("two")));
    assertThat(answer(graphQl, ME).at("/data/me/username").asText()).isEqualTo(alice.username());
    assertThat(seen)
        .containsExactly(
            "one before QUERY", "two before QUERY", "two after Single", "one after Single");
  }

  @Test
  void aSubscriptionIsOverForThemWhenItsStreamIsMade() {
    BuddyChatGraphQl graphQl = with(Hooks.NONE.around(noting("one")));
    assertThat(answer(graphQl, "subscription { inbox { cursor } }").at("/stream").asBoolean())
        .isTrue();
    assertThat(seen).containsExactly("one before SUBSCRIPTION", "one after Stream");
  }

  @Test
  void whatIsNoOperationIsNotShownToThem() {
    BuddyChatGraphQl graphQl = with(Hooks.NONE.around(noting("one")));
    for (String bad : List.of("{ nothing }", "{", "query A { me { id } } query B { me { id } }")) {
      assertThat(answer(graphQl, bad).at("/errors/0/extensions/code").asText())
          .isEqualTo("INVALID_INPUT");
    }
    assertThat(seen).isEmpty();
  }

  @Test
  void aRefusalIsToldAsOneAndNothingRuns() {
    BuddyChatGraphQl graphQl =
        with(
            Hooks.NONE.around(
                (operation, rest) -> {
                  throw new Failure.Forbidden("Not on Sundays.").asException();
                }));
    JsonNode error = answer(graphQl, NOTES).at("/errors/0");
    assertThat(error.at("/message").asText()).isEqualTo("Not on Sundays.");
    assertThat(error.at("/extensions/code").asText()).isEqualTo("FORBIDDEN");
    assertThat(alice.log()).isEmpty();
  }

  @Test
  void aFailureIsMasked() {
    BuddyChatGraphQl graphQl =
        with(
            Hooks.NONE.around(
                (operation, rest) -> {
                  throw new IllegalStateException("open-sesame");
                }));
    JsonNode answer = answer(graphQl, ME);
    assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("INTERNAL");
    assertThat(answer.at("/errors/0/extensions/errorId").asText()).isNotEmpty();
    assertThat(answer.toString()).doesNotContain("sesame");
  }

  @Test
  void whoAnswersInItsPlaceCountsAsOneOperation() {
    Outcome closed = new Outcome.Single(Map.of("data", Map.of("me", "closed")));
    BuddyChatGraphQl graphQl =
        with(Hooks.NONE.around((operation, rest) -> closed), new RateLimits(2, () -> 0));
    assertThat(answer(graphQl, ME).at("/data/me").asText()).isEqualTo("closed");
    assertThat(answer(graphQl, ME).at("/data/me").asText()).isEqualTo("closed");
    assertThat(answer(graphQl, ME).at("/errors/0/extensions/code").asText())
        .isEqualTo("RATE_LIMITED");
  }

  @Test
  void anOperationIsNotRunTwice() {
    BuddyChatGraphQl graphQl =
        with(
            Hooks.NONE.around(
                (operation, rest) -> {
                  seen.add(rest.get().getClass().getSimpleName());
                  return rest.get();
                }));
    assertThat(answer(graphQl, NOTES).at("/errors/0/extensions/code").asText())
        .isEqualTo("INTERNAL");
    assertThat(seen).containsExactly("Single");
  }

  @Test
  void whatTheyKeepOfAConnectionStaysWithIt() {
    ConnectionContext.Key<AtomicInteger> count = ConnectionContext.Key.of(AtomicInteger.class);
    ConnectionContext.Key<AtomicInteger> other = ConnectionContext.Key.of(AtomicInteger.class);
    BuddyChatGraphQl graphQl =
        with(
            Hooks.NONE
                .onConnect(
                    (opened, payload) -> {
                      opened.context().put(count, new AtomicInteger());
                      return Map.of();
                    })
                .around(
                    (operation, rest) -> {
                      ConnectionContext context = operation.connection().context();
                      seen.add(
                          context.get(count).map(AtomicInteger::incrementAndGet)
                              + " "
                              + context.get(other));
                      return rest.get();
                    }));
    graphQl.connected(connection, Map.of());
    answer(graphQl, ME);
    answer(graphQl, ME);
    assertThat(seen).containsExactly("Optional[1] Optional.empty", "Optional[2] Optional.empty");
    connection.context().remove(count);
    assertThat(connection.context().get(count)).isEmpty();
    assertThat(new Connection(Caller.ANONYMOUS, "test").context().get(count)).isEmpty();
  }

  @Test
  void whatIsToldAtTheBeginningIsPutTogether() {
    BuddyChatGraphQl graphQl =
        with(
            Hooks.NONE
                .onConnect((opened, payload) -> Map.of("a", 1, "b", payload.containsKey("x")))
                .onConnect((opened, payload) -> Map.of("a", 2)));
    assertThat(graphQl.connected(connection, Map.of("x", "y")))
        .isEqualTo(Map.of("a", 2, "b", true));
  }

  @Test
  void aRefusalAtTheBeginningGoesThrough() {
    BuddyChatGraphQl graphQl =
        with(
            Hooks.NONE.onConnect(
                (opened, payload) -> {
                  throw new Failure.Forbidden("No more today.").asException();
                }));
    assertThatThrownBy(() -> graphQl.connected(connection, Map.of()))
        .isInstanceOf(BuddyChatException.class);
  }

  @Test
  void theListsCannotBeChangedLater() {
    List<Hooks.AroundOperation> around = new ArrayList<>(List.of(noting("one")));
    Hooks hooks = new Hooks(List.of(), around);
    around.clear();
    answer(with(hooks), ME);
    assertThat(seen).isNotEmpty();
    assertThat(Hooks.NONE.around()).isEmpty();
  }
}
