package io.buddychat.graphql;

import io.buddychat.domain.BuddyChat;
import io.buddychat.domain.inbox.Following;
import io.buddychat.domain.inbox.InboxFilter;
import io.buddychat.domain.user.Viewer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The subscription of the original BuddyChat. What `subscribe` itself answers is one event; the
/// frames after it are not of its type and are made by [Broadcasts].
final class SubscriptionFields {

  private final BuddyChat chat;

  SubscriptionFields(BuddyChat chat) {
    this.chat = chat;
  }

  void addTo(Fields fields) {
    fields
        .root("Subscription")
        .field(
            "subscribe",
            (root, call) -> {
              begin(call.context());
              return Map.of("success", true);
            });
    fields.payload("Subscribe", List.of("success"));
  }

  /// The cursor is taken before the answer is made: what happens from here on comes after the
  /// answer, and nothing of it is missed.
  private void begin(RequestContext context) {
    Viewer viewer = context.beginSubscription();
    Following following = chat.follow(viewer, Optional.empty(), InboxFilter.broadcast());
    context.follow(new Followed(viewer, following, Followed.Form.BROADCASTS));
  }
}
