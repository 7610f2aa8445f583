package io.buddychat.graphql;

import graphql.language.Document;
import graphql.language.OperationDefinition;
import java.util.List;
import java.util.Optional;

/// Tells what an operation does, before it runs.
final class OperationKind {

  private OperationKind() {}

  /// Whether a document could do more than read, when the operation of this name is run.
  static boolean isMutation(Document document, Optional<String> operationName) {
    return meant(document, operationName).stream()
        .anyMatch(o -> o.getOperation() == OperationDefinition.Operation.MUTATION);
  }

  /// What the operation of this name does; nothing if it is not clear which one is meant.
  static Optional<Hooks.Kind> of(Document document, Optional<String> operationName) {
    List<OperationDefinition> meant = meant(document, operationName);
    return meant.size() == 1
        ? Optional.of(
            switch (meant.getFirst().getOperation()) {
              case QUERY -> Hooks.Kind.QUERY;
              case MUTATION -> Hooks.Kind.MUTATION;
              case SUBSCRIPTION -> Hooks.Kind.SUBSCRIPTION;
            })
        : Optional.empty();
  }

  private static List<OperationDefinition> meant(Document document, Optional<String> name) {
    return document.getDefinitionsOfType(OperationDefinition.class).stream()
        .filter(operation -> name.isEmpty() || name.get().equals(operation.getName()))
        .toList();
  }
}
