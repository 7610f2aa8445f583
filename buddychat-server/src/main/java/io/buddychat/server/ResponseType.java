package io.buddychat.server;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.QuotedQualityCSV;

/// The types in which an answer can be sent. They hold the same JSON; what differs is what the HTTP
/// status tells, see [HttpStatusPolicy], and whether there can be more than one result.
enum ResponseType {
  /// What everybody understands, and so the choice when the client leaves it open.
  JSON("application/json"),
  /// GraphQL's own.
  GRAPHQL("application/graphql-response+json"),
  /// An answer in events, which goes on as long as its operation does: see [EventStreams].
  EVENTS("text/event-stream");

  private final String name;

  ResponseType(String name) {
    this.name = name;
  }

  String contentType() {
    return name + "; charset=utf-8";
  }

  /// The type of an answer that says why there is none of this type.
  ResponseType ofRefusals() {
    return this == EVENTS ? JSON : this;
  }

  /// The type the client likes best by its header `Accept`; nothing if it takes neither.
  static Optional<ResponseType> accepted(HttpFields headers) {
    List<String> values = headers.getValuesList(HttpHeader.ACCEPT);
    if (values.stream().allMatch(String::isBlank)) {
      return Optional.of(JSON);
    }
    QuotedQualityCSV ranges = new QuotedQualityCSV(QuotedQualityCSV.MOST_SPECIFIC_MIME_ORDERING);
    try {
      values.forEach(ranges::addValue);
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
    return ranges.getValues().stream()
        .map(ResponseType::matching)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<ResponseType> matching(String range) {
    String type = withoutParameters(range);
    return switch (type) {
      case "application/json", "application/*", "*/*" -> Optional.of(JSON);
      case "application/graphql-response+json" -> Optional.of(GRAPHQL);
      case "text/event-stream" -> Optional.of(EVENTS);
      default -> Optional.empty();
    };
  }

  private static String withoutParameters(String range) {
    int semicolon = range.indexOf(';');
    return (semicolon < 0 ? range : range.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }
}
