package io.buddychat.graphql;

import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.inbox.Entry;
import io.buddychat.domain.inbox.HandOver;
import io.buddychat.domain.user.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Events of a log in the shape a client asked for: by the plan of its subscription, each of them.
///
/// All events of a batch share what is looked up for them, so that a replay costs a few statements
/// for many events; the next batch looks anew. Nothing is remembered over the life of a
/// subscription.
final class Deliveries {

  private final BuddyChat chat;
  private final Plan plan;
  private final Connection subscriber;

  /// @param viewer whose log it is, and on whose behalf the events are looked at
  Deliveries(BuddyChat chat, Plan plan, Viewer viewer, String address) {
    this.chat = chat;
    this.plan = plan;
    this.subscriber = new Connection(Caller.of(viewer), address);
  }

  /// The answers for these entries, one for each, in their order. What many are told by one commit
  /// is [drawn][Stencil] once for all who ask alike, where it looks alike to them.
  List<Map<String, @Nullable Object>> answers(List<Entry> entries, Optional<HandOver> source) {
    Known known = Known.by(chat, source);
    @Nullable Loading loading = null;
    List<Map<String, @Nullable Object>> answers = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      Map<String, @Nullable Object> drawn = known.drawn(plan, entry);
      if (drawn == null && loading == null) {
        loading = Loading.of(chat, subscriber, known);
        InboxPayloads.foresee(entries, loading);
      }
      answers.add(
          drawn == null ? answer(InboxEvent.of(entry), Objects.requireNonNull(loading)) : drawn);
    }
    return answers;
  }

  /// The answer for an event that nothing has to be looked up for.
  Map<String, @Nullable Object> answer(InboxEvent event) {
    return answer(event, Loading.of(chat, subscriber));
  }

  private Map<String, @Nullable Object> answer(InboxEvent event, Loading loading) {
    return Walk.of(plan, RequestContext.delivering(event, subscriber), loading).shaped();
  }
}
