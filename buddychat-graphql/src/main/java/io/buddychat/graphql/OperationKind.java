package io.buddychat.graphql;

import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import java.util.List;
import java.util.Optional;

/// Tells a query from what changes things, before it runs.
final class OperationKind {

  private OperationKind() {}

  /// Whether a request could do more than read. A document that is no good is no danger either: it
  /// will be rejected when it is run.
  static boolean isMutation(GraphQlRequest request) {
    try {
      List<OperationDefinition> operations =
          Parser.parse(request.query()).getDefinitionsOfType(OperationDefinition.class);
      return operations.stream()
          .filter(o -> isMeant(o, request.operationName()))
          .anyMatch(o -> o.getOperation() == OperationDefinition.Operation.MUTATION);
    } catch (InvalidSyntaxException e) {
      return false;
    }
  }

  private static boolean isMeant(OperationDefinition operation, Optional<String> name) {
    return name.isEmpty() || name.get().equals(operation.getName());
  }
}
