package io.buddychat.graphql;

import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.schema.GraphQLSchema;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a request asks for, before any of it runs: its document, brought along or named, and
/// whether its variables are within bounds.
final class Requests {

  private final StoredDocuments stored;
  private final DocumentCache documents;
  private final int mostValues;

  Requests(GraphQLSchema schema, DocumentRules rules) {
    this.stored = new StoredDocuments(rules.trusted(), rules.remembering(), rules.nanoTime());
    this.documents = new DocumentCache(new DocumentCheck(schema, rules), rules.trusted());
    this.mostValues = rules.limits().values();
  }

  /// The document, or what is wrong with it.
  ///
  /// @throws graphql.execution.AbortExecutionException if it may not be used or is not known
  PreparsedDocumentEntry document(GraphQlRequest request) {
    return documents.document(stored.text(request));
  }

  /// Keeps the document of a request that came with its hash, once it is known to be good.
  void remember(GraphQlRequest request, Connection connection) {
    stored.remember(request, connection);
  }

  /// @throws graphql.execution.AbortExecutionException if the variables hold too many values
  void checkVariables(GraphQlRequest request) {
    int values = 0;
    Deque<Optional<Object>> rest = new ArrayDeque<>();
    push(request.variables().values(), rest);
    while (!rest.isEmpty()) {
      switch (rest.pop().orElse("")) {
        case Map<?, ?> map -> push(map.values(), rest);
        case Collection<?> list -> push(list, rest);
        default -> {}
      }
      values++;
      if (values + rest.size() > mostValues) {
        throw Refusals.INVALID_INPUT.abort(
            "The variables hold more than %,d values.".formatted(mostValues));
      }
    }
  }

  private static void push(
      Collection<? extends @Nullable Object> values, Deque<Optional<Object>> to) {
    values.forEach(value -> to.push(Optional.ofNullable(value)));
  }
}
