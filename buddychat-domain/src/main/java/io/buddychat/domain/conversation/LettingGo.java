package io.buddychat.domain.conversation;

import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.UserId;

/// What happens whenever one person's copy of a message goes, for whatever reason.
final class LettingGo {

  private LettingGo() {}

  /// Drops the copy; its notification goes with it, and an unread one no longer counts as unread. A
  /// copy that its owner has sent or read counted no more before.
  static void of(MessageCopy held, Copy in, Changes.Builder changes, UserId actor) {
    changes.drop(held);
    if (held.isUnread()) {
      changes.change(in.withSettled());
    }
    if (held.received()) {
      changes.log(
          held.owner(),
          new Event.OfMessage(Operation.NOTIFICATION_DELETED, held.id(), held.message(), actor));
    }
  }
}
