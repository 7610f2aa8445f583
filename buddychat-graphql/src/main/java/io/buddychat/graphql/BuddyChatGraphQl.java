package io.buddychat.graphql;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.execution.AsyncSerialExecutionStrategy;
import graphql.execution.SubscriptionExecutionStrategy;
import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.inbox.Rendering;
import io.buddychat.domain.user.UserId;
import io.buddychat.graphql.ws.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import org.dataloader.DataLoaderRegistry;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Publisher;

/// BuddyChat as a GraphQL API: runs requests, however they came.
public final class BuddyChatGraphQl {

  private final BuddyChat chat;
  private final GraphQL engine;
  private final Loaders loaders;
  private final Broadcasts broadcasts;
  private final Meter meter;

  private BuddyChatGraphQl(BuddyChat chat, AccessTokens tokens, RateLimits limits, Meter meter) {
    this.chat = chat;
    this.meter = meter;
    this.loaders = new Loaders(chat);
    this.broadcasts = new Broadcasts(chat);
    Errors errors = new Errors();
    this.engine =
        GraphQL.newGraphQL(ApiSchema.of(chat, tokens, meter))
            .queryExecutionStrategy(new HeadFirst(chat, errors))
            .mutationExecutionStrategy(new AsyncSerialExecutionStrategy(errors))
            .subscriptionExecutionStrategy(new SubscriptionExecutionStrategy(errors))
            .preparsedDocumentProvider(new DocumentCache())
            .instrumentation(new Guard(limits))
            .build();
  }

  public static BuddyChatGraphQl of(BuddyChat chat, AccessTokens tokens, RateLimits limits) {
    return of(chat, tokens, limits, Meter.NONE);
  }

  /// @param meter is told what runs
  public static BuddyChatGraphQl of(
      BuddyChat chat, AccessTokens tokens, RateLimits limits, Meter meter) {
    return new BuddyChatGraphQl(chat, tokens, limits, meter);
  }

  /// The schema in its own language, with all descriptions.
  public static String schema() {
    return ApiSchema.text();
  }

  /// Whether a request could do more than read: it may not come by GET.
  public static boolean isMutation(GraphQlRequest request) {
    return OperationKind.isMutation(request);
  }

  /// A refusal or a failure as clients are told of it: one error, with its code. What is our fault
  /// goes into the log.
  public static Map<String, @Nullable Object> error(Throwable thrown) {
    return Errors.told(thrown);
  }

  /// Runs a request to its answer, on the calling thread. A bad request gets an answer that says
  /// so; nothing is thrown.
  public Outcome execute(GraphQlRequest request, Connection connection) {
    RequestContext context = RequestContext.of(connection);
    String code = "INTERNAL";
    meter.began();
    try {
      Outcome outcome = outcome(request, context);
      code = Errors.code(outcome);
      return outcome;
    } finally {
      meter.ended(context.kind(), code);
    }
  }

  private Outcome outcome(GraphQlRequest request, RequestContext context) {
    try {
      ExecutionResult result = run(request, context, loaders.registry(context.connection()));
      return outcome(request, result, context);
    } catch (RuntimeException e) {
      return new Outcome.Rejected(List.of(Errors.told(e)));
    }
  }

  private ExecutionResult run(
      GraphQlRequest request, RequestContext context, DataLoaderRegistry registry) {
    return engine.execute(
        ExecutionInput.newExecutionInput()
            .query(request.query())
            .operationName(request.operationName().orElse(null))
            .variables(withoutNullness(request.variables()))
            .extensions(withoutNullness(request.extensions()))
            .graphQLContext(Map.of(RequestContext.class, context))
            .dataLoaderRegistry(registry)
            .build());
  }

  private Outcome outcome(GraphQlRequest request, ExecutionResult result, RequestContext context) {
    if (result.getData() instanceof Publisher<?> events) {
      Flow.Publisher<Map<String, @Nullable Object>> answers = answers(events);
      Flow.Publisher<Map<String, @Nullable Object>> stream =
          context
              .followed()
              .map(followed -> follow(followed, Once.itemOf(answers), request, context))
              .orElse(answers);
      return new Outcome.Stream(new Metered<>(stream, meter));
    }
    if (!result.isDataPresent() || context.isSubscription()) {
      return new Outcome.Rejected(Errors.formatted(result.getErrors()));
    }
    return new Outcome.Single(shape(result));
  }

  /// The field's own answer, then the log.
  private Flow.Publisher<Map<String, @Nullable Object>> follow(
      Followed followed,
      Map<String, @Nullable Object> opening,
      GraphQlRequest request,
      RequestContext context) {
    UserId owner = followed.following().owner();
    Rendering<Map<String, @Nullable Object>> rendering =
        switch (followed.form()) {
          case BROADCASTS ->
              Rendering.of(_ -> opening, entries -> broadcasts.frames(owner, entries));
          case EVENTS -> {
            Deliveries deliveries =
                new Deliveries(
                    loaders,
                    (delivery, registry) -> delivered(request, delivery, registry),
                    followed.viewer(),
                    context.connection().address());
            yield Rendering.of(_ -> opening, deliveries::answers)
                .withCheckpoints(
                    cursor -> deliveries.answer(InboxEvent.checkpoint(owner, cursor, chat.now())));
          }
        };
    return new Told<>(followed.following().as(rendering));
  }

  /// Runs a subscription's document for one event.
  private Map<String, @Nullable Object> delivered(
      GraphQlRequest request, RequestContext delivery, DataLoaderRegistry registry) {
    if (run(request, delivery, registry).getData() instanceof Publisher<?> events) {
      return Once.itemOf(answers(events));
    }
    throw new IllegalStateException("a subscription's document that ran once does not any more");
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
