package io.buddychat.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.execution.CoercedVariables;
import graphql.execution.ExecutionContext;
import graphql.execution.MergedSelectionSet;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import graphql.language.VariableReference;
import graphql.schema.GraphQLObjectType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The plans by which events are answered: one for all subscriptions that ask alike, as long as one
/// of them lives.
///
/// Alike are those of the same operation of the same document whose variables have the same values
/// *below* the subscription's field. What stands in that field's own arguments, such as the cursor
/// to begin at, has done its work when the subscription begins; it is each one's own, and the plan
/// does not have it.
final class Plans {

  private static final int MOST = 10_000;

  private final Fields fields;
  private final Cache<Key, Plan> known =
      Caffeine.newBuilder().maximumSize(MOST).weakValues().executor(Runnable::run).build();

  Plans(Fields fields) {
    this.fields = fields;
  }

  /// @param document this very one: the same text gives the same one, see [DocumentCache]
  private record Key(
      Document document, @Nullable String operation, Map<String, @Nullable Object> variables) {}

  /// How the events of this subscription are answered.
  Plan ofEvents(ExecutionContext execution, GraphQLObjectType root, MergedSelectionSet asked) {
    Map<String, @Nullable Object> variables = belowTheTop(execution);
    Key key =
        new Key(execution.getDocument(), execution.getOperationDefinition().getName(), variables);
    return known.get(
        key, _ -> new Plan(fields, execution, CoercedVariables.of(variables), root, asked));
  }

  private static Map<String, @Nullable Object> belowTheTop(ExecutionContext execution) {
    Set<String> used = new HashSet<>();
    OperationDefinition operation = execution.getOperationDefinition();
    operation.getDirectives().forEach(directive -> collect(directive, used));
    operation
        .getSelectionSet()
        .getSelections()
        .forEach(
            selection -> {
              if (selection instanceof Field field) {
                collectBelow(field, used);
              } else {
                collect(selection, used);
              }
            });
    execution.getFragmentsByName().values().forEach(fragment -> collect(fragment, used));
    Map<String, @Nullable Object> variables =
        new HashMap<>(execution.getCoercedVariables().toMap());
    variables.keySet().retainAll(used);
    return variables;
  }

  private static void collectBelow(Field field, Set<String> variables) {
    field.getDirectives().forEach(directive -> collect(directive, variables));
    if (field.getSelectionSet() != null) {
      collect(field.getSelectionSet(), variables);
    }
  }

  private static void collect(Node<?> node, Set<String> variables) {
    if (node instanceof VariableReference reference) {
      variables.add(reference.getName());
    }
    node.getChildren().forEach(child -> collect(child, variables));
  }
}
