package io.buddychat.domain.conversation;

import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.user.Viewer;

/// Empties the asking person's copy of a conversation: all their message copies and notifications
/// of it go, the copy itself stays. Everybody else keeps theirs.
///
/// The log tells it as one event that stands for all of them.
public record ClearConversation(Viewer viewer, Family family, CopyId copy)
    implements Command<Boolean> {

  @Override
  public Scope scope() {
    return Scope.of(family, copy, viewer.user(), Scope.Reach.OWNER);
  }

  @Override
  public Decision<Boolean> decide(Room room, Context context) {
    Conversation conversation = room.conversation();
    Changes.Builder changes =
        Changes.Builder.in(room, context)
            .clear(room.mine())
            .change(room.mine().cleared(conversation))
            .log(
                viewer.user(),
                new Event.OfCopy(
                    Happening.CLEARED.in(conversation.kind()),
                    copy,
                    conversation.id(),
                    viewer.user()));
    return new Decision<>(changes.build(), true);
  }
}
