package io.buddychat.graphql;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A GraphQL request, its shape checked and nothing more.
///
/// @param query the document; empty if it is named by its id or, in `extensions`, by its hash
/// @param documentId the id of the document, instead of the document
public record GraphQlRequest(
    String query,
    Optional<String> documentId,
    Optional<String> operationName,
    Map<String, @Nullable Object> variables,
    Map<String, @Nullable Object> extensions) {

  /// That brings its document along, or names it by its hash.
  public GraphQlRequest(
      String query,
      Optional<String> operationName,
      Map<String, @Nullable Object> variables,
      Map<String, @Nullable Object> extensions) {
    this(query, Optional.empty(), operationName, variables, extensions);
  }
}
