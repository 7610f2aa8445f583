package io.buddychat.graphql;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A GraphQL request, its shape checked and nothing more.
public record GraphQlRequest(
    String query,
    Optional<String> operationName,
    Map<String, @Nullable Object> variables,
    Map<String, @Nullable Object> extensions) {}
