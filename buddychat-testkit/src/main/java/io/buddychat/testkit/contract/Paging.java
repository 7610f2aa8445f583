package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.core.Page;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.core.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Asks a list for every page it could give, and compares with what the whole list says.
final class Paging {

  private Paging() {}

  /// Tries both ends, limits around each size, and all pairs of positions: those of items, and
  /// places beside them.
  ///
  /// @param all the list, in its order: positions descending
  /// @param nowhere positions that no item has
  static <T> void isExact(
      List<T> all,
      Function<T, Position> position,
      List<Position> nowhere,
      Function<PageRequest, Page<T>> pages) {
    List<Optional<Position>> cursors = new ArrayList<>();
    cursors.add(Optional.empty());
    all.forEach(item -> cursors.add(Optional.of(position.apply(item))));
    nowhere.forEach(place -> cursors.add(Optional.of(place)));
    for (PageRequest.End end : PageRequest.End.values()) {
      for (int limit : new int[] {0, 1, 2, all.size(), all.size() + 1}) {
        for (Optional<Position> after : cursors) {
          for (Optional<Position> before : cursors) {
            PageRequest request = new PageRequest(end, limit, after, before);
            assertThat(pages.apply(request))
                .as("%s", request)
                .isEqualTo(expected(all, position, request));
          }
        }
      }
    }
  }

  /// Tries pages that skip, from both ends and from a place in the middle.
  ///
  /// @param all the list, in its order: positions descending; at least three items
  static <T> void skipsExactly(
      List<T> all, Function<T, Position> position, Function<PageRequest, Page<T>> pages) {
    Optional<Position> middle = Optional.of(position.apply(all.get(all.size() / 2)));
    for (PageRequest.End end : PageRequest.End.values()) {
      for (int limit : new int[] {1, 2, all.size()}) {
        for (int skip = 0; skip <= all.size() + 1; skip++) {
          for (Optional<Position> after : List.of(Optional.<Position>empty(), middle)) {
            PageRequest request =
                new PageRequest(end, limit, after, Optional.empty()).skipping(skip);
            assertThat(pages.apply(request))
                .as("%s", request)
                .isEqualTo(skipped(all, position, request));
          }
        }
      }
    }
  }

  /// What a list that is longer by what is skipped would have, without that.
  private static <T> Page<T> skipped(
      List<T> all, Function<T, Position> position, PageRequest request) {
    int skip = request.skip();
    Page<T> whole =
        expected(
            all,
            position,
            new PageRequest(
                request.from(), request.limit() + skip, request.after(), request.before()));
    int size = whole.items().size();
    int passed = Math.min(skip, size);
    boolean any = passed > 0 && passed < size;
    return switch (request.from()) {
      case START ->
          new Page<>(
              whole.items().subList(passed, size), any || whole.hasPrevious(), whole.hasNext());
      case FINISH ->
          new Page<>(
              whole.items().subList(0, size - passed), whole.hasPrevious(), any || whole.hasNext());
    };
  }

  private static <T> Page<T> expected(
      List<T> all, Function<T, Position> position, PageRequest request) {
    List<T> range = new ArrayList<>();
    boolean anyBefore = false;
    boolean anyAfter = false;
    for (T item : all) {
      Position place = position.apply(item);
      boolean isBefore = request.after().isPresent() && place.compareTo(request.after().get()) >= 0;
      boolean isAfter =
          request.before().isPresent() && place.compareTo(request.before().get()) <= 0;
      anyBefore |= isBefore;
      anyAfter |= isAfter;
      if (!isBefore && !isAfter) {
        range.add(item);
      }
    }
    int size = Math.min(request.limit(), range.size());
    boolean more = range.size() > size;
    return switch (request.from()) {
      case START -> new Page<>(range.subList(0, size), anyBefore, more || anyAfter);
      case FINISH ->
          new Page<>(range.subList(range.size() - size, range.size()), more || anyBefore, anyAfter);
    };
  }

  /// Walks through a list from its start to its finish, a page at a time.
  ///
  /// @param between what happens between two pages
  static <T> List<T> walkDown(
      int limit,
      Function<T, Position> position,
      Function<PageRequest, Page<T>> pages,
      Runnable between) {
    List<T> seen = new ArrayList<>();
    Page<T> page = pages.apply(PageRequest.first(limit));
    seen.addAll(page.items());
    while (page.hasNext()) {
      between.run();
      Position last = position.apply(seen.get(seen.size() - 1));
      page = pages.apply(PageRequest.first(limit).after(last));
      seen.addAll(page.items());
    }
    return seen;
  }

  /// Walks the other way.
  ///
  /// @return what was seen, in the list's order
  static <T> List<T> walkUp(
      int limit,
      Function<T, Position> position,
      Function<PageRequest, Page<T>> pages,
      Runnable between) {
    List<T> seen = new ArrayList<>();
    Page<T> page = pages.apply(PageRequest.last(limit));
    seen.addAll(reversed(page.items()));
    while (page.hasPrevious()) {
      between.run();
      Position first = position.apply(seen.get(seen.size() - 1));
      page = pages.apply(PageRequest.last(limit).before(first));
      seen.addAll(reversed(page.items()));
    }
    return reversed(seen);
  }

  private static <T> List<T> reversed(List<T> items) {
    List<T> reversed = new ArrayList<>(items);
    Collections.reverse(reversed);
    return reversed;
  }
}
