package io.buddychat.graphql;

import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.HandOver;
import io.buddychat.domain.user.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dataloader.DataLoaderRegistry;
import org.jspecify.annotations.Nullable;

/// Events of a log in the shape a client asked for: its document is run for each of them.
///
/// All events of a batch share what is looked up for them, so that a replay costs a few statements
/// for many events; the next batch looks anew. Nothing is remembered over the life of a
/// subscription.
final class Deliveries {

  private final BuddyChat chat;
  private final Loaders loaders;
  private final Run run;
  private final Connection subscriber;

  /// @param viewer whose log it is, and on whose behalf the document is run
  Deliveries(BuddyChat chat, Loaders loaders, Run run, Viewer viewer, String address) {
    this.chat = chat;
    this.loaders = loaders;
    this.run = run;
    this.subscriber = new Connection(Caller.of(viewer), address);
  }

  /// Runs the client's document.
  @FunctionalInterface
  interface Run {
    Map<String, @Nullable Object> on(RequestContext context, DataLoaderRegistry loaders);
  }

  /// The answers for these entries, one for each, in their order.
  List<Map<String, @Nullable Object>> answers(List<Entry> entries, Optional<HandOver> source) {
    DataLoaderRegistry registry = loaders.registry(subscriber, Known.by(chat, source));
    InboxPayloads.foresee(entries, registry);
    List<Map<String, @Nullable Object>> answers = new ArrayList<>();
    for (Entry entry : entries) {
      answers.add(answer(InboxEvent.of(entry), registry));
    }
    return answers;
  }

  /// The answer for an event that nothing has to be looked up for.
  Map<String, @Nullable Object> answer(InboxEvent event) {
    return answer(event, loaders.registry(subscriber));
  }

  private Map<String, @Nullable Object> answer(InboxEvent event, DataLoaderRegistry registry) {
    return run.on(RequestContext.delivering(event, subscriber), registry);
  }
}
