package io.buddychat.graphql;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.AsyncSerialExecutionStrategy;
import graphql.execution.SubscriptionExecutionStrategy;
import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.user.Viewer;
import io.buddychat.graphql.ws.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Publisher;

/// BuddyChat as a GraphQL API: runs requests, however they came.
public final class BuddyChatGraphQl {

  private final BuddyChat chat;
  private final GraphQL engine;
  private final Loaders loaders;
  private final Broadcasts broadcasts;

  private BuddyChatGraphQl(BuddyChat chat, AccessTokens tokens, RateLimits limits) {
    this.chat = chat;
    this.loaders = new Loaders(chat);
    this.broadcasts = new Broadcasts(chat);
    Errors errors = new Errors();
    this.engine =
        GraphQL.newGraphQL(ApiSchema.of(chat, tokens))
            .queryExecutionStrategy(new AsyncExecutionStrategy(errors))
            .mutationExecutionStrategy(new AsyncSerialExecutionStrategy(errors))
            .subscriptionExecutionStrategy(new SubscriptionExecutionStrategy(errors))
            .preparsedDocumentProvider(new DocumentCache())
            .instrumentation(new Guard(limits))
            .build();
  }

  public static BuddyChatGraphQl of(BuddyChat chat, AccessTokens tokens, RateLimits limits) {
    return new BuddyChatGraphQl(chat, tokens, limits);
  }

  /// The schema in its own language, with all descriptions.
  public static String schema() {
    return ApiSchema.text();
  }

  /// Whether a request could do more than read: it may not come by GET.
  public static boolean isMutation(GraphQlRequest request) {
    return OperationKind.isMutation(request);
  }

  /// Runs a request to its answer, on the calling thread. A bad request gets an answer that says
  /// so; nothing is thrown.
  public Outcome execute(GraphQlRequest request, Connection connection) {
    RequestContext context = new RequestContext(connection);
    ExecutionInput input =
        ExecutionInput.newExecutionInput()
            .query(request.query())
            .operationName(request.operationName().orElse(null))
            .variables(withoutNullness(request.variables()))
            .extensions(withoutNullness(request.extensions()))
            .graphQLContext(Map.of(RequestContext.class, context))
            .dataLoaderRegistry(loaders.registry(context))
            .build();
    try {
      return outcome(engine.execute(input), context);
    } catch (RuntimeException e) {
      return new Outcome.Rejected(List.of(Errors.told(e)));
    }
  }

  private Outcome outcome(ExecutionResult result, RequestContext context) {
    if (result.getData() instanceof Publisher<?> events) {
      Flow.Publisher<Map<String, @Nullable Object>> answers = answers(events);
      return new Outcome.Stream(
          context.follower().map(viewer -> followed(answers, viewer)).orElse(answers));
    }
    if (!result.isDataPresent() || context.isSubscription()) {
      return new Outcome.Rejected(Errors.formatted(result.getErrors()));
    }
    return new Outcome.Single(shape(result));
  }

  /// The field's own answer, then the viewer's log. The cursor is taken first: what happens from
  /// here on comes after the answer, and nothing of it is missed.
  private Flow.Publisher<Map<String, @Nullable Object>> followed(
      Flow.Publisher<Map<String, @Nullable Object>> answers, Viewer viewer) {
    Map<String, @Nullable Object> opening = Once.itemOf(answers);
    return chat.follow(
        viewer,
        Optional.empty(),
        cursor -> opening,
        entries -> broadcasts.frames(viewer.user(), entries));
  }

  @SuppressWarnings("unchecked") // the engine's documented result of a subscription
  private static Flow.Publisher<Map<String, @Nullable Object>> answers(Publisher<?> events) {
    return new Mapped<>(
        FlowAdapters.toFlowPublisher((Publisher<ExecutionResult>) events), BuddyChatGraphQl::shape);
  }

  private static Map<String, @Nullable Object> shape(ExecutionResult result) {
    Map<String, @Nullable Object> shaped = new LinkedHashMap<>();
    if (!result.getErrors().isEmpty()) {
      shaped.put("errors", Errors.formatted(result.getErrors()));
    }
    shaped.put("data", result.getData());
    return shaped;
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // the engine's signature does not tell of nulls
  private static Map<String, Object> withoutNullness(Map<String, @Nullable Object> json) {
    return (Map<String, Object>) (Map<String, ?>) json;
  }
}
