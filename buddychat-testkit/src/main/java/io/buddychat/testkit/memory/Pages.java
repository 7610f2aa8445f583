package io.buddychat.testkit.memory;

import io.buddychat.domain.core.Page;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.core.Position;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Takes pages of lists that are in the order of their items' positions, or in the reverse of it.
final class Pages {

  private Pages() {}

  /// A page of a list that begins with the highest position.
  static <T> Page<T> newestFirst(
      Collection<T> all, Function<T, Position> position, PageRequest request) {
    return of(all, position, Comparator.reverseOrder(), request);
  }

  /// A page of a list in this order.
  static <T> Page<T> of(
      Collection<T> all,
      Function<T, Position> position,
      Comparator<Position> order,
      PageRequest request) {
    Predicate<T> before =
        item ->
            request.after().filter(p -> order.compare(position.apply(item), p) <= 0).isPresent();
    Predicate<T> after =
        item ->
            request.before().filter(p -> order.compare(position.apply(item), p) >= 0).isPresent();
    List<T> range =
        all.stream()
            .filter(before.or(after).negate())
            .sorted(Comparator.comparing(position, order))
            .collect(Collectors.toList());
    if (request.from() == PageRequest.End.FINISH) {
      Collections.reverse(range);
    }
    int begin = Math.min(range.size(), request.skip());
    List<T> fetched = range.subList(begin, Math.min(range.size(), begin + request.limit() + 1));
    return Page.of(request, fetched, all.stream().anyMatch(before), all.stream().anyMatch(after));
  }
}
