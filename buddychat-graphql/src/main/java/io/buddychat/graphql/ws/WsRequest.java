package io.buddychat.graphql.ws;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a client asks to be run: a GraphQL request as it came over the socket, its shape checked
/// and nothing more. Values inside `variables` and `extensions` may be null, as JSON has it.
///
/// @param query the document; empty only if `documentId` or `extensions` name a stored one
/// @param documentId the id of a stored document, if one was sent
/// @param operationName which operation of the document to run
/// @param variables the variables, empty if none were sent
/// @param extensions whatever else was sent along, empty if nothing was
public record WsRequest(
    String query,
    Optional<String> documentId,
    Optional<String> operationName,
    Map<String, @Nullable Object> variables,
    Map<String, @Nullable Object> extensions) {

  public WsRequest {
    variables = copy(variables);
    extensions = copy(extensions);
  }

  /// A subscription keeps its request, and most have none of either.
  private static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> json) {
    return json.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(json));
  }
}
