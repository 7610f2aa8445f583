package io.buddychat.domain.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/// A part of a list, in the list's order, and whether the list goes on at either side.
///
/// Both answers are exact, in both directions. Only an empty page that skipped does not tell
/// whether it skipped anything.
public record Page<T>(List<T> items, boolean hasPrevious, boolean hasNext) {

  public Page {
    items = List.copyOf(items);
  }

  public static <T> Page<T> empty() {
    return new Page<>(List.of(), false, false);
  }

  /// Makes the page from what a store fetched.
  ///
  /// @param fetched up to `limit + 1` items of the range, beginning at the wanted end: the extra
  ///   one tells that there are more
  /// @param anyBefore whether the list has an item at or before the request's `after`
  /// @param anyAfter whether the list has an item at or after the request's `before`
  public static <T> Page<T> of(
      PageRequest request, List<T> fetched, boolean anyBefore, boolean anyAfter) {
    boolean more = fetched.size() > request.limit();
    boolean skipped = request.skip() > 0 && !fetched.isEmpty();
    List<T> items = new ArrayList<>(more ? fetched.subList(0, request.limit()) : fetched);
    return switch (request.from()) {
      case START -> new Page<>(items, skipped || anyBefore, more || anyAfter);
      case FINISH -> {
        Collections.reverse(items);
        yield new Page<>(items, more || anyBefore, skipped || anyAfter);
      }
    };
  }

  public <R> Page<R> map(Function<? super T, ? extends R> mapping) {
    List<R> mapped = new ArrayList<>(items.size());
    items.forEach(item -> mapped.add(mapping.apply(item)));
    return new Page<>(mapped, hasPrevious, hasNext);
  }
}
