package io.buddychat.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.Event;
import io.buddychat.testkit.Person;
import io.buddychat.testkit.Scene;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/// What has come into people's logs since a moment.
final class News {

  private final Map<Person, Long> heads = new HashMap<>();

  private News() {}

  /// Remembers how far everybody's log reaches now.
  static News since(Scene scene) {
    News news = new News();
    scene.people().forEach(person -> news.heads.put(person, person.head()));
    return news;
  }

  /// The new entries of one log; their numbers follow those before without a hole.
  List<Entry> entries(Person owner) {
    long head = heads.getOrDefault(owner, 0L);
    List<Entry> entries = owner.logAfter(head);
    assertThat(entries)
        .extracting(Entry::seq)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(head + 1, head + entries.size()).boxed().toList());
    assertThat(owner.head()).isEqualTo(head + entries.size());
    assertThat(entries).allMatch(entry -> entry.owner().equals(owner.id()));
    return entries;
  }

  /// What one log tells anew: just now, on account of this person's session, and exactly this.
  void tells(Person owner, Person actor, Event... events) {
    List<Entry> entries = entries(owner);
    assertThat(entries.stream().map(Entry::event)).containsExactly(events);
    assertThat(entries)
        .allMatch(entry -> entry.at().equals(actor.now()), "at the present moment")
        .allMatch(
            entry -> entry.origin().equals(Optional.of(actor.session())), "from this session");
  }

  /// One log tells nothing new.
  void nothing(Person owner) {
    assertThat(entries(owner)).isEmpty();
  }
}
