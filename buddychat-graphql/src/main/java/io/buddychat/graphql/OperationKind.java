package io.buddychat.graphql;

import graphql.language.Document;
import graphql.language.OperationDefinition;
import java.util.Optional;

/// Tells a query from what changes things, before it runs.
final class OperationKind {

  private OperationKind() {}

  /// Whether a document could do more than read, when the operation of this name is run.
  static boolean isMutation(Document document, Optional<String> operationName) {
    return document.getDefinitionsOfType(OperationDefinition.class).stream()
        .filter(operation -> isMeant(operation, operationName))
        .anyMatch(o -> o.getOperation() == OperationDefinition.Operation.MUTATION);
  }

  private static boolean isMeant(OperationDefinition operation, Optional<String> name) {
    return name.isEmpty() || name.get().equals(operation.getName());
  }
}
