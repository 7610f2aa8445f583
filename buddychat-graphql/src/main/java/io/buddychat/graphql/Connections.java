package io.buddychat.graphql;

import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.Page;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.core.Position;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Relay's connections: what their arguments ask for, and how a page is shown.
final class Connections {

  static final int DEFAULT_SIZE = 20;
  static final int LARGEST_SIZE = 100;
  private static final Pattern CURSOR = Pattern.compile("(-?[0-9]{1,18}|[0-9]{19}):([0-9]{1,19})");

  private Connections() {}

  record Connection(List<Edge> edges, PageInfo pageInfo) {}

  record Edge(String cursor, Object node) {}

  record PageInfo(
      boolean hasNextPage,
      boolean hasPreviousPage,
      Optional<String> startCursor,
      Optional<String> endCursor) {}

  static final Connection EMPTY =
      new Connection(List.of(), new PageInfo(false, false, Optional.empty(), Optional.empty()));

  static <T> Connection connection(
      Page<T> page, Function<T, Position> position, Function<T, ? extends Nodes> node) {
    return connectionBy(page, item -> cursor(position.apply(item)), node);
  }

  /// With cursors of its own kind.
  static <T> Connection connectionBy(
      Page<T> page, Function<T, String> cursor, Function<T, ? extends Object> node) {
    List<Edge> edges =
        page.items().stream().map(item -> new Edge(cursor.apply(item), node.apply(item))).toList();
    return new Connection(
        edges,
        new PageInfo(
            page.hasNext(),
            page.hasPrevious(),
            edges.isEmpty() ? Optional.empty() : Optional.of(edges.getFirst().cursor()),
            edges.isEmpty() ? Optional.empty() : Optional.of(edges.getLast().cursor())));
  }

  /// Reads `first`, `after`, `last` and `before`.
  static PageRequest pageRequest(
      @Nullable Integer first,
      @Nullable String after,
      @Nullable Integer last,
      @Nullable String before) {
    if (first != null && last != null) {
      throw new Failure.InvalidInput("last", "Give either first or last, not both.").asException();
    }
    PageRequest request;
    if (last != null) {
      request = PageRequest.last(size("last", last));
    } else {
      request = PageRequest.first(pageSize("first", first));
    }
    if (after != null) {
      request = request.after(position("after", after));
    }
    if (before != null) {
      request = request.before(position("before", before));
    }
    return request;
  }

  static int pageSize(String field, @Nullable Integer size) {
    return size == null ? DEFAULT_SIZE : size(field, size);
  }

  private static int size(String field, int size) {
    if (size < 0 || size > LARGEST_SIZE) {
      throw new Failure.InvalidInput(
              field, "A page holds 0 to " + LARGEST_SIZE + " items, not " + size + ".")
          .asException();
    }
    return size;
  }

  static String cursor(Position position) {
    return Opaque.of("", position.major(), ':', position.minor()).text();
  }

  private static Position position(String field, String cursor) {
    try {
      String decoded = new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
      Matcher matcher = CURSOR.matcher(decoded);
      if (matcher.matches()) {
        return new Position(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
      }
    } catch (IllegalArgumentException e) {
      // Not base64, or a number too large: no cursor of ours.
    }
    throw new Failure.InvalidInput(field, "This is not a cursor of this list.").asException();
  }
}
