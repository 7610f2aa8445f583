package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.conversation.HeldMessage;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.core.Page;
import io.buddychat.domain.core.PageRequest;
import io.buddychat.domain.core.Position;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.testkit.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Pages that are read while others write: a cursor skips nothing and repeats nothing.
public interface PagingTogetherContract extends FreshStore {

  /// How many write, and how much each.
  int WRITERS = 3;

  int EACH = 30;

  @Test
  default void whoPagesWhileOthersWriteSkipsNothingAndRepeatsNothing() {
    Circle circle = Circle.on(store());
    AtomicInteger writing = new AtomicInteger(WRITERS);
    List<Callable<Integer>> all = new ArrayList<>();
    all.add(() -> writes(circle.alice(), circle.alices(), writing));
    all.add(() -> writes(circle.boris(), circle.borises(), writing));
    all.add(() -> writes(circle.clara(), circle.claras(), writing));
    all.add(() -> walksDown(circle.boris(), circle.borises(), writing));
    all.add(() -> walksUp(circle.clara(), circle.claras(), writing));
    all.add(() -> readsTheLog(circle.boris(), writing));
    List<Integer> seen = AtOnce.results(all);
    assertThat(seen.subList(3, 5)).as("messages in the last walk").containsOnly(WRITERS * EACH);
    assertThat(seen.get(5).longValue()).as("entries in the log").isEqualTo(circle.boris().head());
  }

  private static int writes(Person person, CopyId copy, AtomicInteger writing) {
    try {
      for (int i = 0; i < EACH; i++) {
        person.sends(copy, "Message " + i);
      }
      return EACH;
    } finally {
      writing.decrementAndGet();
    }
  }

  /// From the newest message to the first, again and again until all is written.
  private static int walksDown(Person reader, CopyId copy, AtomicInteger writing) {
    boolean over;
    List<Long> walk;
    do {
      over = writing.get() == 0;
      walk = new ArrayList<>();
      PageRequest request = PageRequest.first(7);
      Page<HeldMessage> page;
      do {
        page = page(reader, copy, request);
        page.items().forEach(collect(walk));
        if (!walk.isEmpty()) {
          request = request.after(Position.of(walk.get(walk.size() - 1)));
        }
      } while (page.hasNext());
      long newest = walk.size();
      assertThat(walk)
          .containsExactlyElementsOf(
              LongStream.rangeClosed(1, newest).map(n -> newest + 1 - n).boxed().toList());
    } while (!over);
    return walk.size();
  }

  /// From the first message to the newest there is by then.
  private static int walksUp(Person reader, CopyId copy, AtomicInteger writing) {
    boolean over;
    List<Long> walk;
    do {
      over = writing.get() == 0;
      walk = new ArrayList<>();
      PageRequest request = PageRequest.last(7);
      Page<HeldMessage> page;
      do {
        page = page(reader, copy, request);
        List<Long> part = new ArrayList<>();
        page.items().forEach(collect(part));
        for (int i = part.size() - 1; i >= 0; i--) {
          walk.add(part.get(i));
        }
        if (!walk.isEmpty()) {
          request = request.before(Position.of(walk.get(walk.size() - 1)));
        }
      } while (page.hasPrevious());
      assertThat(walk)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, walk.size()).boxed().toList());
    } while (!over);
    return walk.size();
  }

  private static Consumer<HeldMessage> collect(List<Long> ordinals) {
    return held -> ordinals.add(held.copy().id().ordinal());
  }

  private static Page<HeldMessage> page(Person reader, CopyId copy, PageRequest request) {
    return reader
        .scene()
        .buddyChat()
        .mailboxes()
        .messages(reader.id(), List.of(copy), request)
        .getOrDefault(copy, Page.empty());
  }

  private static int readsTheLog(Person reader, AtomicInteger writing) {
    boolean over;
    long cursor = 0;
    do {
      over = writing.get() == 0;
      List<Entry> part;
      do {
        part = reader.scene().buddyChat().inboxes().read(reader.id(), cursor, 9);
        for (Entry entry : part) {
          assertThat(entry.seq()).isEqualTo(++cursor);
        }
      } while (!part.isEmpty());
    } while (!over);
    return Math.toIntExact(cursor);
  }
}
