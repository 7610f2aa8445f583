package io.buddychat.testkit.contract;

import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.InboxFilter;
import io.buddychat.domain.inbox.Rendering;
import io.buddychat.testkit.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/// Follows a log, asks for as much as it is told to, and keeps what it is given.
///
/// Entries are rendered as `number OPERATION`; the first item is `from` and the cursor.
final class Follower implements Flow.Subscriber<String> {

  /// Without checkpoints.
  static final Rendering<String> RENDERING = Rendering.of(Follower::opening, Follower::rendered);

  private final List<String> items = new ArrayList<>();
  private final List<Throwable> errors = new ArrayList<>();
  private Consumer<String> reaction = item -> {};
  private Optional<Flow.Subscription> subscription = Optional.empty();

  Follower() {}

  /// Does something more with each item.
  Follower reacting(Consumer<String> newReaction) {
    reaction = newReaction;
    return this;
  }

  /// Begins to follow, without asking for anything yet.
  Follower follow(Person person, Optional<Long> after) {
    return follow(person, after, InboxFilter.ALL);
  }

  /// Begins to follow what the filter wants, with checkpoints.
  Follower follow(Person person, Optional<Long> after, InboxFilter filter) {
    return follow(
        person, after, filter, RENDERING.withCheckpoints(cursor -> "checkpoint " + cursor));
  }

  Follower follow(
      Person person, Optional<Long> after, InboxFilter filter, Rendering<String> rendering) {
    person.scene().buddyChat().follow(person.viewer(), after, filter).as(rendering).subscribe(this);
    return this;
  }

  static String opening(long cursor) {
    return "from " + cursor;
  }

  static List<String> rendered(List<Entry> entries) {
    return entries.stream().map(Follower::rendered).toList();
  }

  static String rendered(Entry entry) {
    return entry.seq() + " " + entry.event().operation();
  }

  Follower ask(long n) {
    subscription.orElseThrow().request(n);
    return this;
  }

  void cancel() {
    subscription.orElseThrow().cancel();
  }

  /// What was handed out so far.
  synchronized List<String> items() {
    return List.copyOf(items);
  }

  /// What was handed out since this was asked last.
  synchronized List<String> newItems() {
    List<String> fresh = List.copyOf(items);
    items.clear();
    return fresh;
  }

  synchronized List<Throwable> errors() {
    return List.copyOf(errors);
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    subscription = Optional.of(newSubscription);
  }

  @Override
  public void onNext(String item) {
    synchronized (this) {
      items.add(item);
    }
    reaction.accept(item);
  }

  @Override
  public synchronized void onError(Throwable error) {
    errors.add(error);
  }

  @Override
  public void onComplete() {
    throw new AssertionError("a log has no end");
  }
}
