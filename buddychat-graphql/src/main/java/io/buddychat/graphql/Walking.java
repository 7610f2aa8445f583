package io.buddychat.graphql;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.execution.AbortExecutionException;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.MergedField;
import graphql.execution.MergedSelectionSet;
import graphql.schema.GraphQLObjectType;
import io.buddychat.domain.BuddyChat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The engine's way into [Walk]. Reading and checking documents, variables, and all questions about
/// the schema stay the engine's own.
///
/// ## Why
///
/// The engine makes a future, a description of its surroundings and a path for each value: of a
/// page of fifty messages thirty times what the page takes. Nothing here waits for anything, so
/// none of it is needed.
final class Walking extends AsyncExecutionStrategy {

  private final BuddyChat chat;
  private final Fields fields;
  private final HeadFirst head;
  private final Plans plans;

  Walking(BuddyChat chat, Fields fields, Errors errors) {
    super(errors);
    this.chat = chat;
    this.fields = fields;
    this.head = new HeadFirst(chat);
    this.plans = new Plans(fields);
  }

  @Override
  public CompletableFuture<ExecutionResult> execute(
      ExecutionContext execution, ExecutionStrategyParameters parameters) {
    try {
      return CompletableFuture.completedFuture(result(execution, parameters));
    } catch (AbortExecutionException e) {
      return CompletableFuture.completedFuture(e.toExecutionResult());
    }
  }

  private ExecutionResult result(
      ExecutionContext execution, ExecutionStrategyParameters parameters) {
    RequestContext context =
        Objects.requireNonNull(execution.getGraphQLContext().get(RequestContext.class));
    Loading loading = Loading.of(chat, context);
    MergedSelectionSet asked = parameters.getFields();
    GraphQLObjectType root =
        (GraphQLObjectType) parameters.getExecutionStepInfo().getUnwrappedNonNullType();
    return switch (execution.getOperationDefinition().getOperation()) {
      case QUERY -> {
        head.read(asked, context);
        yield asked.getSubFieldsList().stream().anyMatch(Walking::introspects)
            ? described(execution, parameters, root, context, loading)
            : Walk.of(plan(execution, root, asked), context, loading).asResult();
      }
      case MUTATION -> Walk.serially(plan(execution, root, asked), context, loading).asResult();
      case SUBSCRIPTION -> {
        context.note(plans.ofEvents(execution, root, asked));
        yield Walk.of(plan(execution, root, asked), context, loading).asResult();
      }
    };
  }

  private Plan plan(ExecutionContext execution, GraphQLObjectType root, MergedSelectionSet asked) {
    return new Plan(fields, execution, execution.getCoercedVariables(), root, asked);
  }

  private static boolean introspects(MergedField field) {
    return RootFields.introspects(field.getSingleField());
  }

  /// The engine describes the schema, the rest is walked, and both are put together in the order
  /// they were asked for.
  private ExecutionResult described(
      ExecutionContext execution,
      ExecutionStrategyParameters parameters,
      GraphQLObjectType root,
      RequestContext context,
      Loading loading) {
    MergedSelectionSet asked = parameters.getFields();
    MergedSelectionSet ofSchema = only(asked, Walking::introspects);
    ExecutionResult description =
        super.execute(execution, parameters.transform(it -> it.fields(ofSchema))).join();
    Map<String, @Nullable Object> described = description.getData();
    if (described == null) {
      return description;
    }
    MergedSelectionSet rest = only(asked, field -> !introspects(field));
    Response walked = Walk.of(plan(execution, root, rest), context, loading);
    List<GraphQLError> errors = new ArrayList<>(description.getErrors());
    errors.addAll(walked.errors());
    Optional<Map<String, @Nullable Object>> data =
        walked.data().map(other -> merged(asked.getKeys(), described, other));
    return new Response(data, errors).asResult();
  }

  private static MergedSelectionSet only(MergedSelectionSet asked, Predicate<MergedField> wanted) {
    Map<String, MergedField> some = new LinkedHashMap<>(asked.getSubFields());
    some.values().removeIf(field -> !wanted.test(field));
    return MergedSelectionSet.newMergedSelectionSet().subFields(some).build();
  }

  private static Map<String, @Nullable Object> merged(
      List<String> keys, Map<String, @Nullable Object> some, Map<String, @Nullable Object> others) {
    Map<String, @Nullable Object> merged = new LinkedHashMap<>();
    keys.forEach(key -> merged.put(key, (some.containsKey(key) ? some : others).get(key)));
    return merged;
  }
}
