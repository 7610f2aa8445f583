package io.buddychat.domain.conversation;

import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.user.Viewer;

/// Puts the asking person's copy of a conversation into their archive, or takes it out. It stays
/// there until they take it out, also when messages come.
public record ArchiveConversation(Viewer viewer, Family family, CopyId copy, boolean archived)
    implements Command<HeldConversation> {

  @Override
  public Scope scope() {
    return Scope.of(family, copy, viewer.user(), Scope.Reach.OWNER);
  }

  @Override
  public Decision<HeldConversation> decide(Room room, Context context) {
    Conversation conversation = room.conversation();
    if (room.mine().archived() == archived) {
      return new Decision<>(Changes.none(), new HeldConversation(room.mine(), conversation));
    }
    Copy changed = room.mine().withArchived(archived);
    Changes.Builder changes =
        Changes.Builder.in(room, context)
            .change(changed)
            .log(
                viewer.user(),
                new Event.OfCopy(
                    Happening.COPY_UPDATED.in(conversation.kind()),
                    copy,
                    conversation.id(),
                    viewer.user()));
    return new Decision<>(changes.build(), new HeldConversation(changed, conversation));
  }
}
