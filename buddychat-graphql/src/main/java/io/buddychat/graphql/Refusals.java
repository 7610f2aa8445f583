package io.buddychat.graphql;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import java.util.List;
import java.util.Map;

/// Refusals of documents, which the domain knows nothing of.
enum Refusals {
  TOO_COMPLEX,
  INVALID_INPUT,
  FORBIDDEN,
  PERSISTED_QUERY_NOT_FOUND;

  GraphQLError error(String message) {
    return GraphqlErrorBuilder.newError()
        .message("%s", message)
        .extensions(Map.of("code", name()))
        .build();
  }

  AbortExecutionException abort(String message) {
    return new AbortExecutionException(List.of(error(message)));
  }
}
