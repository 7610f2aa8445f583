package io.buddychat.graphql;

import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.SerializationError;
import graphql.execution.AbortExecutionException;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.execution.ResultPath;
import graphql.introspection.GoodFaithIntrospection.BadFaithIntrospectionError;
import graphql.language.Field;
import graphql.language.SourceLocation;
import graphql.schema.CoercingSerializeException;
import graphql.schema.DataFetchingEnvironment;
import io.buddychat.domain.core.BuddyChatException;
import io.buddychat.domain.core.Failure;
import io.buddychat.graphql.ws.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Refusals and failures as clients see them.
///
/// A refusal of the domain is told with its sentence and its code. Anything else is our fault: the
/// client gets the code INTERNAL and an id, under which the log has the rest.
final class Errors implements DataFetcherExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
  private static final String CODE = "code";

  /// The engine repeats names as the document has them, however long they are.
  private static final int LONGEST_MESSAGE = 500;

  @Override
  public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
      DataFetcherExceptionHandlerParameters parameters) {
    DataFetchingEnvironment field = parameters.getDataFetchingEnvironment();
    return CompletableFuture.completedFuture(
        DataFetcherExceptionHandlerResult.newResult(
                of(parameters.getException(), field.getField(), parameters.getPath().toList()))
            .build());
  }

  /// A field that could not be answered.
  ///
  /// @param path where the answer would have had it
  static GraphQLError of(Throwable thrown, Field field, List<Object> path) {
    Map<String, @Nullable Object> told = told(thrown);
    return GraphqlErrorBuilder.newError()
        .message("%s", told.get("message"))
        .location(field.getSourceLocation())
        .path(path)
        .extensions(extensions(told))
        .build();
  }

  /// A field whose value is none of its type.
  static GraphQLError unfit(CoercingSerializeException problem, List<Object> path) {
    return new SerializationError(ResultPath.fromList(path), problem);
  }

  /// A null where the schema allows none.
  static GraphQLError missing(List<Object> path) {
    return GraphqlErrorBuilder.newError()
        .message("There is nothing where the schema promises something.")
        .errorType(ErrorType.NullValueInNonNullableField)
        .path(path)
        .build();
  }

  /// A refusal of a whole operation before it begins.
  static AbortExecutionException aborted(Failure failure) {
    Map<String, @Nullable Object> told = error(failure);
    return new AbortExecutionException(
        List.of(
            GraphqlErrorBuilder.newError()
                .message("%s", told.get("message"))
                .extensions(extensions(told))
                .build()));
  }

  @SuppressWarnings("unchecked") // made so in `told`
  private static Map<String, Object> extensions(Map<String, @Nullable Object> told) {
    return (Map<String, Object>) told.getOrDefault("extensions", Map.of());
  }

  /// An exception as an error of the answer: message and extensions.
  static Map<String, @Nullable Object> told(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof BuddyChatException refusal ? error(refusal.failure()) : internal(cause);
  }

  /// The code of the first error that an outcome tells of, or `OK`.
  static String code(Outcome outcome) {
    Object errors =
        switch (outcome) {
          case Outcome.Rejected(var rejected) -> rejected;
          case Outcome.Single(var result) -> result.getOrDefault("errors", List.of());
          case Outcome.Stream _ -> List.of();
        };
    return errors instanceof List<?> list
            && !list.isEmpty()
            && list.getFirst() instanceof Map<?, ?> first
            && first.get("extensions") instanceof Map<?, ?> extensions
        ? String.valueOf(extensions.get(CODE))
        : "OK";
  }

  private static Map<String, @Nullable Object> error(Failure failure) {
    Map<String, Object> extensions = new LinkedHashMap<>();
    switch (failure) {
      case Failure.Unauthenticated f -> extensions.put(CODE, "UNAUTHENTICATED");
      case Failure.Forbidden f -> extensions.put(CODE, "FORBIDDEN");
      case Failure.NotFound f -> extensions.put(CODE, "NOT_FOUND");
      case Failure.InvalidInput f -> {
        extensions.put(CODE, "INVALID_INPUT");
        extensions.put("field", f.field());
      }
      case Failure.TooLarge f -> {
        extensions.put(CODE, "INVALID_INPUT");
        extensions.put("field", f.field());
      }
      case Failure.Conflict f -> {
        extensions.put(CODE, "CONFLICT");
        f.field().ifPresent(field -> extensions.put("field", field));
      }
      case Failure.RateLimited f -> {
        extensions.put(CODE, "RATE_LIMITED");
        extensions.put("retryAfter", f.retryAfter().toSeconds());
      }
      case Failure.ResyncRequired f -> extensions.put(CODE, "RESYNC_REQUIRED");
    }
    return error(failure.message(), extensions);
  }

  private static Map<String, @Nullable Object> internal(Throwable cause) {
    String id = UUID.randomUUID().toString();
    LOG.error("internal error {}", id, cause);
    Map<String, Object> extensions = new LinkedHashMap<>();
    extensions.put(CODE, "INTERNAL");
    extensions.put("errorId", id);
    return error("Something went wrong on our side.", extensions);
  }

  private static Map<String, @Nullable Object> error(
      String message, Map<String, Object> extensions) {
    Map<String, @Nullable Object> error = new LinkedHashMap<>();
    error.put("message", message);
    error.put("extensions", extensions);
    return error;
  }

  /// The errors of an answer, each with its code. What the engine itself found wrong with a
  /// document is INVALID_INPUT; a null where the schema allows none is our fault.
  static List<Map<String, @Nullable Object>> formatted(List<GraphQLError> errors) {
    return errors.stream().map(Errors::formatted).toList();
  }

  private static Map<String, @Nullable Object> formatted(GraphQLError error) {
    Map<String, Object> given = error.getExtensions();
    if (given != null && given.containsKey(CODE)) {
      return shape(error, error.getMessage(), given);
    }
    Object classification = error.getErrorType();
    if (classification == ErrorType.InvalidSyntax
        || classification == ErrorType.ValidationError
        || classification == ErrorType.OperationNotSupported) {
      Mistakes mistake = Mistakes.of(error.getMessage());
      Map<String, Object> extensions = new LinkedHashMap<>();
      extensions.put(CODE, "INVALID_INPUT");
      mistake.field().ifPresent(field -> extensions.put("field", field));
      return shape(error, mistake.message(), extensions);
    }
    if (classification == ErrorType.ExecutionAborted
        || error instanceof BadFaithIntrospectionError) {
      return shape(error, "The request is too complex.", Map.of(CODE, "TOO_COMPLEX"));
    }
    Map<String, @Nullable Object> masked =
        internal(new IllegalStateException("the engine reported: " + error));
    return shape(error, String.valueOf(masked.get("message")), extensions(masked));
  }

  private static String shortened(String message) {
    if (message.length() <= LONGEST_MESSAGE) {
      return message;
    }
    boolean split = Character.isHighSurrogate(message.charAt(LONGEST_MESSAGE - 1));
    return message.substring(0, split ? LONGEST_MESSAGE - 1 : LONGEST_MESSAGE) + "...";
  }

  private static Map<String, Integer> location(SourceLocation at) {
    Map<String, Integer> location = new LinkedHashMap<>();
    location.put("line", at.getLine());
    location.put("column", at.getColumn());
    return location;
  }

  private static Map<String, @Nullable Object> shape(
      GraphQLError error, String message, Map<String, Object> extensions) {
    Map<String, @Nullable Object> shaped = new LinkedHashMap<>();
    shaped.put("message", shortened(message));
    if (error.getLocations() != null && !error.getLocations().isEmpty()) {
      shaped.put("locations", error.getLocations().stream().map(Errors::location).toList());
    }
    if (error.getPath() != null) {
      shaped.put("path", error.getPath());
    }
    shaped.put("extensions", extensions);
    return shaped;
  }
}
