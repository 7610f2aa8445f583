package io.buddychat.server;

import io.buddychat.graphql.GraphQlRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/// Makes a GraphQL request of an HTTP request, or says what is wrong with it: its form, not its
/// document.
///
/// A body is `application/json` and nothing else. That is what keeps forms on foreign pages out: a
/// browser sends those without asking, but must ask before it sends JSON.
final class RequestReader {

  private static final String JSON = "application/json";

  private final RequestBody body;

  RequestReader(RequestBody body) {
    this.body = body;
  }

  /// @throws RefusedException if it is none
  GraphQlRequest read(Request request) {
    return switch (request.getMethod()) {
      case "POST" -> post(request);
      case "GET" -> get(request);
      default ->
          throw new RefusedException(
              Refusal.onlyBy("GET, POST", "GraphQL is asked by POST, or by GET for queries."));
    };
  }

  private GraphQlRequest post(Request request) {
    requireJson(request);
    Json.Value json =
        Json.read(body.read(request))
            .orElseThrow(() -> RefusedException.of(400, "The body is not valid JSON."));
    if (json.value() instanceof List) {
      throw RefusedException.of(400, "Batches are not supported: send one request at a time.");
    }
    return request(object(json.value(), "The body must be a JSON object."));
  }

  private static void requireJson(Request request) {
    ContentType type = ContentType.of(request);
    String charset = MimeTypes.getCharsetFromContentType(type.text());
    boolean utf8 = charset == null || charset.equalsIgnoreCase("utf-8");
    String encoding =
        Optional.ofNullable(request.getHeaders().get(HttpHeader.CONTENT_ENCODING))
            .orElse("identity");
    if (!type.is(JSON) || !utf8) {
      throw RefusedException.of(415, "The Content-Type must be application/json, in UTF-8.");
    }
    if (!encoding.equalsIgnoreCase("identity")) {
      throw RefusedException.of(415, "A Content-Encoding is not supported.");
    }
  }

  private static GraphQlRequest get(Request request) {
    Fields fields = queryFields(request);
    return request(
        parameter(fields, "query"),
        parameter(fields, "documentId"),
        parameter(fields, "operationName"),
        jsonParameter(fields, "variables"),
        jsonParameter(fields, "extensions"));
  }

  private static Fields queryFields(Request request) {
    try {
      return Request.extractQueryParameters(request, StandardCharsets.UTF_8);
    } catch (RuntimeException e) {
      throw RefusedException.of(400, "The parameters of the address are not encoded correctly.");
    }
  }

  /// An empty parameter is an absent one, as the specification has it.
  private static Optional<String> parameter(Fields fields, String name) {
    List<String> values = fields.getValuesOrEmpty(name);
    if (values.size() > 1) {
      throw RefusedException.of(400, "`" + name + "` is given more than once.");
    }
    return values.stream().findFirst().filter(value -> !value.isEmpty());
  }

  private static Map<String, @Nullable Object> jsonParameter(Fields fields, String name) {
    return parameter(fields, name)
        .map(
            text ->
                object(
                    Json.read(text).map(Json.Value::value).orElse(text),
                    "`" + name + "` must be a JSON object."))
        .orElseGet(Map::of);
  }

  private static GraphQlRequest request(Map<String, @Nullable Object> members) {
    return request(
        text(members, "query"),
        text(members, "documentId"),
        text(members, "operationName"),
        object(members, "variables"),
        object(members, "extensions"));
  }

  private static GraphQlRequest request(
      Optional<String> query,
      Optional<String> documentId,
      Optional<String> operationName,
      Map<String, @Nullable Object> variables,
      Map<String, @Nullable Object> extensions) {
    if (query.isEmpty() && documentId.isEmpty() && !extensions.containsKey("persistedQuery")) {
      throw RefusedException.of(400, "`query` is missing.");
    }
    return new GraphQlRequest(query.orElse(""), documentId, operationName, variables, extensions);
  }

  private static Optional<String> text(Map<String, @Nullable Object> members, String name) {
    return switch (members.get(name)) {
      case null -> Optional.empty();
      case String text -> Optional.of(text);
      default -> throw RefusedException.of(400, "`" + name + "` must be a string.");
    };
  }

  private static Map<String, @Nullable Object> object(
      Map<String, @Nullable Object> members, String name) {
    Object value = members.get(name);
    return value == null ? Map.of() : object(value, "`" + name + "` must be a JSON object.");
  }

  @SuppressWarnings("unchecked") // Json makes maps with text for keys only.
  private static Map<String, @Nullable Object> object(@Nullable Object value, String complaint) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    throw RefusedException.of(400, complaint);
  }
}
