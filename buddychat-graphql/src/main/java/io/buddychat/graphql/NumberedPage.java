package io.buddychat.graphql;

import io.buddychat.domain.core.Failure;
import io.buddychat.domain.core.Page;
import io.buddychat.domain.core.PageRequest;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// A page that is asked for by its number, for clients that count pages.
///
/// What stands before it is read and passed over, so numbers end at a bound; cursors do not. And
/// what comes or goes meanwhile moves the pages behind it: only cursors stay where they are.
///
/// @param page from 1
/// @param limit how many items a page has
record NumberedPage(List<?> items, int page, int limit, boolean hasNext) {

  static final int DEFAULT_LIMIT = 12;

  /// How many items there may be up to the end of a page.
  static final int FURTHEST = 10_000;

  static void addTo(Fields fields, String type) {
    fields
        .type(type, NumberedPage.class)
        .field("items", (page, call) -> page.items())
        .field("page", (page, call) -> page.page())
        .field("limit", (page, call) -> page.limit())
        .field("hasNext", (page, call) -> page.hasNext());
  }

  /// Which page is wanted.
  record Wanted(int page, int limit) {

    /// By the arguments `page` and `limit`.
    static Wanted of(Call call) {
      int page = call.optionalNumber("page").orElse(1);
      int limit = call.optionalNumber("limit").orElse(DEFAULT_LIMIT);
      if (limit < 1 || limit > Connections.LARGEST_SIZE) {
        throw invalid(
            "limit",
            "A page holds 1 to %d items, not %d.".formatted(Connections.LARGEST_SIZE, limit));
      }
      if (page < 1) {
        throw invalid("page", "Pages are counted from 1; there is no page %d.".formatted(page));
      }
      if ((long) page * limit > FURTHEST) {
        throw invalid(
            "page",
            String.format(
                Locale.ROOT,
                "Pages are counted up to %,d items; use cursors to go further.",
                FURTHEST));
      }
      return new Wanted(page, limit);
    }

    private static RuntimeException invalid(String field, String message) {
      return new Failure.InvalidInput(field, message).asException();
    }

    PageRequest request() {
      return PageRequest.first(limit).skipping((page - 1) * limit);
    }

    <T> NumberedPage shown(Page<T> found, Function<T, ? extends Nodes> node) {
      return new NumberedPage(
          found.items().stream().map(node).toList(), page, limit, found.hasNext());
    }
  }
}
