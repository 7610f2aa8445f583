package io.buddychat.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import io.buddychat.testkit.memory.InMemoryStore;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Subscriptions that ask alike share one plan, wherever they begin.
class PlansTest {

  private static final String DOCUMENT =
      """
      subscription Follow($from: Cursor, $own: Boolean!, $more: Boolean!) {
        inbox(after: $from, skipOwn: $own) { cursor at @include(if: $more) payload { ...Ids } }
      }
      fragment Ids on EventPayload { ... on GroupMessageChanged { messageId @skip(if: $more) } }
      """;

  private final Scene scene = Scene.on(new InMemoryStore());
  private final Map<String, PreparsedDocumentEntry> documents = new HashMap<>();
  private final Fields fields = ApiSchema.fields(scene.buddyChat(), Api.tokens(), Meter.NONE);
  private final GraphQL engine =
      GraphQL.newGraphQL(ApiSchema.of(fields))
          .subscriptionExecutionStrategy(new Walking(scene.buddyChat(), fields, new Errors()))
          .preparsedDocumentProvider(
              (input, read) ->
                  CompletableFuture.completedFuture(
                      documents.computeIfAbsent(input.getQuery(), _ -> read.apply(input))))
          .build();

  private Plan plan(
      Person person, String document, @Nullable String operation, Map<String, Object> variables) {
    Connection connection = new Connection(Caller.of(person.viewer()), "test");
    RequestContext context = RequestContext.of(connection);
    engine.execute(
        ExecutionInput.newExecutionInput(document)
            .operationName(operation)
            .variables(variables)
            .graphQLContext(Map.of(RequestContext.class, context))
            .build());
    return context.plan().orElseThrow();
  }

  private Plan plan(Person person, Map<String, Object> variables) {
    return plan(person, DOCUMENT, null, variables);
  }

  @Test
  void whereTheyBeginAndWhatTheyFilterIsTheirs() {
    String cursor = new InboxCursor(scene.boris().id(), 0).text();
    Plan alices = plan(scene.alice(), Map.of("own", true, "more", false));
    assertThat(plan(scene.boris(), Map.of("from", cursor, "own", false, "more", false)))
        .isSameAs(alices);
  }

  @Test
  void whatIsAskedBelowMakesThemDiffer() {
    Plan alices = plan(scene.alice(), Map.of("own", true, "more", false));
    assertThat(plan(scene.boris(), Map.of("own", true, "more", true))).isNotSameAs(alices);
  }

  @Test
  void anotherDocumentIsAskedOtherwise() {
    Plan alices = plan(scene.alice(), "subscription { inbox { cursor } }", null, Map.of());
    assertThat(plan(scene.boris(), "subscription { inbox { at } }", null, Map.of()))
        .isNotSameAs(alices);
  }

  @Test
  void anotherOperationOfTheDocumentIsAskedOtherwise() {
    String both = "subscription A { inbox { cursor } } subscription B { inbox { at } }";
    assertThat(plan(scene.alice(), both, "A", Map.of()))
        .isNotSameAs(plan(scene.alice(), both, "B", Map.of()))
        .isSameAs(plan(scene.boris(), both, "A", Map.of()));
  }
}
