package io.buddychat.graphql;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What came of an operation that ran.
///
/// @param data nothing if a null took all of it along
record Response(Optional<Map<String, @Nullable Object>> data, List<GraphQLError> errors) {

  static Response of(ExecutionResult result) {
    return new Response(Optional.ofNullable(result.getData()), result.getErrors());
  }

  ExecutionResult asResult() {
    return ExecutionResult.newExecutionResult().data(data.orElse(null)).errors(errors).build();
  }

  /// As clients get it.
  Map<String, @Nullable Object> shaped() {
    Map<String, @Nullable Object> shaped = new LinkedHashMap<>();
    if (!errors.isEmpty()) {
      shaped.put("errors", Errors.formatted(errors));
    }
    shaped.put("data", data.orElse(null));
    return shaped;
  }
}
