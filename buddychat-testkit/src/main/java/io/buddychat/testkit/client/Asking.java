package io.buddychat.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/// How something is asked, whatever it is about: once, again, or page by page.
final class Asking {

  private final Session session;
  private final Pace pace;

  Asking(Session session, Pace pace) {
    this.session = session;
    this.pace = pace;
  }

  JsonNode ask(String document, Map<String, ?> variables) {
    return session.ask(document, variables);
  }

  /// The first page of a list.
  ///
  /// @param declared further variables
  /// @param field leads to the list, and has a place for what is asked of it
  <T> Page<T> page(
      String declared,
      String field,
      Map<String, ?> variables,
      int size,
      String fields,
      Function<JsonNode, T> item) {
    String document =
        "query (%s $first: Int, $after: String) { %s }"
            .formatted(declared, field.formatted(Page.FIELDS.formatted(fields)));
    return pageAfter(Optional.empty(), document, variables, size, item);
  }

  private <T> Page<T> pageAfter(
      Optional<String> cursor,
      String document,
      Map<String, ?> variables,
      int size,
      Function<JsonNode, T> item) {
    Map<String, Object> all = new LinkedHashMap<>(variables);
    all.put("first", size);
    cursor.ifPresent(after -> all.put("after", after));
    return Page.of(
        ask(document, all).findPath("list"),
        item,
        next -> pageAfter(next, document, variables, size, item));
  }

  /// Asks again when the answer was lost: only for what does no harm twice.
  <T> T untilAnswered(Supplier<T> asking) {
    for (int failures = 1; ; failures++) {
      try {
        return asking.get();
      } catch (UncheckedIOException e) {
        if (failures > pace.repeats() || e.getCause() instanceof InterruptedIOException) {
          throw e;
        }
        pause(failures);
      }
    }
  }

  private void pause(int failures) {
    double chance = ThreadLocalRandom.current().nextDouble();
    try {
      TimeUnit.NANOSECONDS.sleep(
          pace.after(failures, Sockets.Closing.BROKEN, Optional.empty(), chance).toNanos());
    } catch (InterruptedException e) {
      throw HttpTransport.interrupted();
    }
  }
}
