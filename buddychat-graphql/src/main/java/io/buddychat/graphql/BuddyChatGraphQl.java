package io.buddychat.graphql;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionId;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.schema.GraphQLSchema;
import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.inbox.Rendering;
import io.buddychat.domain.user.UserId;
import io.buddychat.graphql.ws.Outcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// BuddyChat as a GraphQL API: runs requests, however they came.
public final class BuddyChatGraphQl {

  /// The engine asks for a text, and takes the document that stands beside it.
  private static final String NAMED_ALREADY = "{ __typename }";

  /// Nothing asks the engine by which name it knows an execution, and a random one is dear.
  private static final ExecutionId UNNAMED = ExecutionId.from("");

  private final BuddyChat chat;
  private final GraphQL engine;
  private final Broadcasts broadcasts;
  private final RateLimits limits;
  private final Requests requests;
  private final Duration longest;
  private final Meter meter;
  private final Hooks hooks;
  private final Around around;

  private BuddyChatGraphQl(
      BuddyChat chat,
      AccessTokens tokens,
      RateLimits limits,
      DocumentRules rules,
      Meter meter,
      Hooks hooks) {
    this.hooks = hooks;
    this.around = new Around(hooks.around());
    this.chat = chat;
    this.meter = meter;
    this.broadcasts = new Broadcasts(chat);
    this.limits = limits;
    Fields fields = ApiSchema.fields(chat, tokens, meter);
    GraphQLSchema schema = ApiSchema.of(fields);
    Walking walking = new Walking(chat, fields, new Errors());
    this.requests = new Requests(schema, rules);
    this.longest = rules.longest();
    this.engine =
        GraphQL.newGraphQL(schema)
            .queryExecutionStrategy(walking)
            .mutationExecutionStrategy(walking)
            .subscriptionExecutionStrategy(walking)
            .preparsedDocumentProvider(BuddyChatGraphQl::document)
            .instrumentation(new Guard(limits, rules, new Cost(schema)))
            .build();
  }

  /// By the standard rules for documents.
  public static BuddyChatGraphQl of(BuddyChat chat, AccessTokens tokens, RateLimits limits) {
    return of(chat, tokens, limits, DocumentRules.STANDARD, Meter.NONE);
  }

  /// @param meter is told what runs
  /// @throws TrustedDocuments.Wrong if a trusted document is none of this API
  public static BuddyChatGraphQl of(
      BuddyChat chat, AccessTokens tokens, RateLimits limits, DocumentRules rules, Meter meter) {
    return of(chat, tokens, limits, rules, meter, Hooks.NONE);
  }

  /// @param meter is told what runs
  /// @param hooks what is asked when sockets and operations begin
  /// @throws TrustedDocuments.Wrong if a trusted document is none of this API
  public static BuddyChatGraphQl of(
      BuddyChat chat,
      AccessTokens tokens,
      RateLimits limits,
      DocumentRules rules,
      Meter meter,
      Hooks hooks) {
    return new BuddyChatGraphQl(chat, tokens, limits, rules, meter, hooks);
  }

  /// The schema in its own language, with all descriptions.
  public static String schema() {
    return ApiSchema.text();
  }

  /// The SHA-256 of a document's text, in lower case hexadecimal digits.
  public static String hashOf(String text) {
    return StoredDocuments.hashOf(text);
  }

  /// Whether a request could do more than read: it may not come by GET. A document that is no good
  /// is no danger either: it will be rejected when it is run. A mutation will not, so it counts as
  /// one operation here.
  ///
  /// @throws io.buddychat.domain.core.BuddyChatException if whoever asks is over their limit: then
  ///   the document has not been read
  public boolean isMutation(GraphQlRequest request, Connection connection) {
    limits.check(connection);
    boolean mutation = isMutation(request);
    if (mutation) {
      limits.charge(connection, 1, 0);
    }
    return mutation;
  }

  private boolean isMutation(GraphQlRequest request) {
    try {
      PreparsedDocumentEntry document = requests.document(request);
      return Optional.ofNullable(document.getDocument())
          .filter(known -> OperationKind.isMutation(known, request.operationName()))
          .isPresent();
    } catch (AbortExecutionException e) {
      return false;
    }
  }

  /// A refusal or a failure as clients are told of it: one error, with its code. What is our fault
  /// goes into the log.
  public static Map<String, @Nullable Object> error(Throwable thrown) {
    return Errors.told(thrown);
  }

  /// Asks the hooks about a socket that has introduced itself and may come in.
  ///
  /// @return what to tell it in the acknowledgement
  /// @throws io.buddychat.domain.core.BuddyChatException if it may not come in after all
  public Map<String, @Nullable Object> connected(
      Connection connection, Map<String, @Nullable Object> payload) {
    Map<String, @Nullable Object> told = new LinkedHashMap<>();
    hooks.onConnect().forEach(hook -> told.putAll(hook.connected(connection, payload)));
    return told;
  }

  /// Runs a request to its answer, on the calling thread. A bad request gets an answer that says
  /// so; nothing is thrown. It counts as one operation.
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
    Connection connection = context.connection();
    return told(
        () -> {
          limits.check(connection);
          return hooked(known(request, connection), context);
        });
  }

  /// Within the hooks, unless it is not clear which operation is meant: then it will not run.
  private Outcome hooked(Known known, RequestContext context) {
    Connection connection = context.connection();
    Supplier<Outcome> core = () -> told(() -> outcome(charged(known, context), context));
    return Optional.ofNullable(known.document().getDocument())
        .flatMap(document -> OperationKind.of(document, known.request().operationName()))
        .map(kind -> new Hooks.Operation(kind, known.request(), connection))
        .map(operation -> around.run(operation, core, () -> limits.charge(connection, 1, 0)))
        .orElseGet(core);
  }

  private static Outcome told(Supplier<Outcome> running) {
    try {
      return running.get();
    } catch (AbortExecutionException e) {
      return new Outcome.Rejected(Errors.formatted(e.getUnderlyingErrors()));
    } catch (RuntimeException e) {
      return new Outcome.Rejected(List.of(Errors.told(e)));
    }
  }

  /// A request whose document is known to be good.
  private record Known(GraphQlRequest request, PreparsedDocumentEntry document) {}

  private Known known(GraphQlRequest request, Connection connection) {
    try {
      requests.checkVariables(request);
      PreparsedDocumentEntry document = requests.document(request);
      if (document.hasErrors()) {
        throw new AbortExecutionException(List.copyOf(document.getErrors()));
      }
      requests.remember(request, connection);
      return new Known(request, document);
    } catch (AbortExecutionException e) {
      limits.charge(connection, 1, 0);
      throw e;
    }
  }

  private static CompletableFuture<PreparsedDocumentEntry> document(
      ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> unused) {
    return CompletableFuture.completedFuture(
        Objects.requireNonNull(input.getGraphQLContext().get(PreparsedDocumentEntry.class)));
  }

  /// What fails before it comes to the [Guard] counts as one operation: variables that do not fit,
  /// a name that no operation has.
  private ExecutionResult charged(Known known, RequestContext context) {
    ExecutionResult result = run(known, context);
    if (!context.isKindKnown()) {
      limits.charge(context.connection(), 1, 0);
    }
    return result;
  }

  private ExecutionResult run(Known known, RequestContext context) {
    GraphQlRequest request = known.request();
    return engine.execute(
        ExecutionInput.newExecutionInput()
            .query(NAMED_ALREADY)
            .executionId(UNNAMED)
            .operationName(request.operationName().orElse(null))
            .variables(withoutNullness(request.variables()))
            .extensions(withoutNullness(request.extensions()))
            .graphQLContext(
                Map.of(
                    RequestContext.class, context, PreparsedDocumentEntry.class, known.document()))
            .build());
  }

  private Outcome outcome(ExecutionResult result, RequestContext context) {
    Optional<Followed> followed = context.followed();
    if (followed.isPresent()) {
      Map<String, @Nullable Object> opening = Response.of(result).shaped();
      return new Outcome.Stream(new Metered<>(follow(followed.get(), opening, context), meter));
    }
    if (context.isStopped()) {
      return new Outcome.Single(overdue());
    }
    if (!result.isDataPresent() || context.isSubscription()) {
      return new Outcome.Rejected(Errors.formatted(result.getErrors()));
    }
    return new Outcome.Single(Response.of(result).shaped());
  }

  /// The field's own answer, then the log.
  private Flow.Publisher<Map<String, @Nullable Object>> follow(
      Followed followed, Map<String, @Nullable Object> opening, RequestContext context) {
    UserId owner = followed.following().owner();
    Rendering<Map<String, @Nullable Object>> rendering =
        switch (followed.form()) {
          case BROADCASTS ->
              Rendering.of(
                  _ -> opening, (entries, source) -> broadcasts.frames(owner, entries, source));
          case EVENTS -> {
            Deliveries deliveries =
                new Deliveries(
                    chat,
                    context.plan().orElseThrow(),
                    followed.viewer(),
                    context.connection().address());
            yield Rendering.of(_ -> opening, deliveries::answers)
                .withCheckpoints(
                    cursor -> deliveries.answer(InboxEvent.checkpoint(owner, cursor, chat.now())));
          }
        };
    return new Told<>(followed.following().as(rendering));
  }

  /// It began, and has no answer: only why.
  private Map<String, @Nullable Object> overdue() {
    GraphQLError error =
        Refusals.TOO_COMPLEX.error(
            "The operation took longer than %s and was stopped; what it had changed by then stays."
                .formatted(longest));
    Map<String, @Nullable Object> shaped = new LinkedHashMap<>();
    shaped.put("errors", Errors.formatted(List.of(error)));
    shaped.put("data", null);
    return shaped;
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // the engine's signature does not tell of nulls
  private static Map<String, Object> withoutNullness(Map<String, @Nullable Object> json) {
    return (Map<String, Object>) (Map<String, ?>) json;
  }
}
