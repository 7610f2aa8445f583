package io.buddychat.graphql;

import graphql.ExecutionResult;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.OperationDefinition;
import io.buddychat.domain.core.BuddyChatException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Stands before every operation: refuses one that costs too much, or of somebody who asks for too
/// much, before anything of it runs. From then on its time is running, see [Walk].
final class Guard extends SimplePerformantInstrumentation {

  /// What a subscription asks for is looked up for each event, at any rate, so it may cost a tenth.
  private static final int SUBSCRIPTION_SHARE = 10;

  private final RateLimits limits;
  private final DocumentRules rules;
  private final Cost cost;

  Guard(RateLimits limits, DocumentRules rules, Cost cost) {
    this.limits = limits;
    this.rules = rules;
    this.cost = cost;
  }

  @Override
  public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
      InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
    ExecutionContext execution = parameters.getExecutionContext();
    RequestContext context = context(execution);
    context.noteKind(execution.getOperationDefinition().getOperation());
    letIn(execution, context);
    return super.beginExecuteOperation(parameters, state);
  }

  private void letIn(ExecutionContext execution, RequestContext context) {
    OperationDefinition operation = execution.getOperationDefinition();
    boolean subscription = operation.getOperation() == OperationDefinition.Operation.SUBSCRIPTION;
    RootFields top = RootFields.of(operation.getSelectionSet(), execution.getFragmentsByName());
    try {
      limits.charge(
          context.connection(), top.operations(execution.getCoercedVariables()), top.guarded());
    } catch (BuddyChatException e) {
      throw Errors.aborted(e.failure());
    }
    Cost.Price price =
        cost.of(operation, execution.getFragmentsByName(), execution.getCoercedVariables());
    int most = rules.limits().cost() / (subscription ? SUBSCRIPTION_SHARE : 1);
    if (price.data() > most) {
      throw Refusals.TOO_COMPLEX.abort(
          subscription
              ? "The subscription costs more than %,d for each event.".formatted(most)
              : "The operation costs more than %,d.".formatted(most));
    }
    if (price.schema() > cost.mostIntrospection()) {
      throw Refusals.TOO_COMPLEX.abort(
          "The questions about the schema cost more than %,d.".formatted(cost.mostIntrospection()));
    }
    if (!subscription) {
      context.startTimer(rules.nanoTime(), rules.longest());
    }
  }

  private static RequestContext context(ExecutionContext execution) {
    return Objects.requireNonNull(execution.getGraphQLContext().get(RequestContext.class));
  }
}
