package io.buddychat.graphql;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import io.buddychat.domain.core.BuddyChatException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Stands before every operation: refuses one that is nested too deeply, or of somebody who asks
/// for too much, before anything of it runs.
final class Guard extends SimplePerformantInstrumentation {

  private static final Set<String> GUARDED = Set.of("login", "createUser");
  private static final int DEEPEST = 20;

  private final RateLimits limits;

  Guard(RateLimits limits) {
    this.limits = limits;
  }

  @Override
  public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
      InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
    ExecutionContext execution = parameters.getExecutionContext();
    RequestContext context =
        Objects.requireNonNull(execution.getGraphQLContext().get(RequestContext.class));
    if (context.delivered().isPresent()) {
      // The document was let in when its subscription began.
      return super.beginExecuteOperation(parameters, state);
    }
    context.noteKind(execution.getOperationDefinition().getOperation());
    SelectionSet top = execution.getOperationDefinition().getSelectionSet();
    Measure measure = new Measure(execution.getFragmentsByName());
    if (measure.depth(top) > DEEPEST) {
      throw refused("The document is nested more than " + DEEPEST + " levels deep.");
    }
    Map<String, Integer> fields = measure.fields(top, new HashMap<>());
    int operations = fields.values().stream().mapToInt(Integer::intValue).sum();
    int guarded = GUARDED.stream().mapToInt(name -> fields.getOrDefault(name, 0)).sum();
    try {
      limits.charge(context.connection(), operations, guarded);
    } catch (BuddyChatException e) {
      throw Errors.aborted(e.failure());
    }
    return super.beginExecuteOperation(parameters, state);
  }

  private static AbortExecutionException refused(String message) {
    GraphQLError error =
        GraphqlErrorBuilder.newError()
            .message("%s", message)
            .extensions(Map.of("code", "TOO_COMPLEX"))
            .build();
    return new AbortExecutionException(List.of(error));
  }

  /// Counts and measures selections, through fragments. Fragments have no cycles: validation sees
  /// to that, and to their number.
  private record Measure(Map<String, FragmentDefinition> fragments, Map<String, Integer> depths) {

    Measure(Map<String, FragmentDefinition> fragments) {
      this(fragments, new HashMap<>());
    }

    /// How often each field stands at the top.
    Map<String, Integer> fields(SelectionSet set, Map<String, Integer> counts) {
      for (Selection<?> selection : set.getSelections()) {
        switch (selection) {
          case Field field -> counts.merge(field.getName(), 1, Integer::sum);
          case InlineFragment inline -> fields(inline.getSelectionSet(), counts);
          case FragmentSpread spread -> fields(fragment(spread).getSelectionSet(), counts);
          default -> throw new IllegalStateException("an unknown selection: " + selection);
        }
      }
      return counts;
    }

    int depth(@Nullable SelectionSet set) {
      int deepest = 0;
      if (set != null) {
        for (Selection<?> selection : set.getSelections()) {
          deepest =
              Math.max(
                  deepest,
                  switch (selection) {
                    case Field field -> 1 + depth(field.getSelectionSet());
                    case InlineFragment inline -> depth(inline.getSelectionSet());
                    case FragmentSpread spread -> depth(spread);
                    default ->
                        throw new IllegalStateException("an unknown selection: " + selection);
                  });
        }
      }
      return deepest;
    }

    /// Each fragment is measured once, however often it is spread.
    private int depth(FragmentSpread spread) {
      Integer known = depths.get(spread.getName());
      if (known == null) {
        known = depth(fragment(spread).getSelectionSet());
        depths.put(spread.getName(), known);
      }
      return known;
    }

    private FragmentDefinition fragment(FragmentSpread spread) {
      return Objects.requireNonNull(fragments.get(spread.getName()));
    }
  }
}
