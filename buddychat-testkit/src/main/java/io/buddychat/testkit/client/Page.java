package io.buddychat.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// A part of a list, in the list's own order, and the way to the next part.
public final class Page<T> {

  static final String FIELDS = "{ edges { node %s } pageInfo { hasNextPage endCursor } }";

  private final List<T> items;
  private final Optional<String> end;
  private final Function<Optional<String>, Page<T>> after;

  private Page(List<T> items, Optional<String> end, Function<Optional<String>, Page<T>> after) {
    this.items = items;
    this.end = end;
    this.after = after;
  }

  /// @param after asks for the page after a cursor
  static <T> Page<T> of(
      JsonNode connection, Function<JsonNode, T> item, Function<Optional<String>, Page<T>> after) {
    JsonNode info = connection.path("pageInfo");
    return new Page<>(
        Json.list(connection.path("edges"), edge -> item.apply(edge.path("node"))),
        Json.maybeText(info, "endCursor").filter(cursor -> info.path("hasNextPage").asBoolean()),
        after);
  }

  public List<T> items() {
    return items;
  }

  /// Asks for what comes after this page; empty when the list ends here.
  public Optional<Page<T>> next() {
    return end.map(cursor -> after.apply(Optional.of(cursor)));
  }

  /// Everything from here to the end of the list. Each page is asked for when its turn comes.
  public Stream<T> all() {
    return Stream.iterate(Optional.of(this), Optional::isPresent, page -> page.flatMap(Page::next))
        .flatMap(page -> page.orElseThrow().items().stream());
  }
}
