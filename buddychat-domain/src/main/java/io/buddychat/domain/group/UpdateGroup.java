package io.buddychat.domain.group;

import io.buddychat.domain.conversation.Card;
import io.buddychat.domain.conversation.Changes;
import io.buddychat.domain.conversation.Command;
import io.buddychat.domain.conversation.Context;
import io.buddychat.domain.conversation.Conversation;
import io.buddychat.domain.conversation.Copy;
import io.buddychat.domain.conversation.Family;
import io.buddychat.domain.conversation.HeldConversation;
import io.buddychat.domain.conversation.Room;
import io.buddychat.domain.conversation.Scope;
import io.buddychat.domain.conversation.Visibility;
import io.buddychat.domain.conversation.Welcome;
import io.buddychat.domain.core.CopyId;
import io.buddychat.domain.inbox.Event;
import io.buddychat.domain.inbox.Operation;
import io.buddychat.domain.user.Viewer;
import java.time.Instant;
import java.util.Optional;

/// Changes what a group shows of itself and how it meets newcomers; what is empty stays as it is.
/// Admins may. A change that changes nothing tells nobody.
public record UpdateGroup(
    Viewer viewer,
    CopyId group,
    Optional<String> title,
    Optional<String> description,
    Optional<String> image,
    Optional<Visibility> visibility,
    Optional<Welcome> welcome)
    implements Command<HeldConversation> {

  public UpdateGroup {
    title = title.map(GroupRules::title);
    description = description.map(GroupRules::description);
    image = image.map(GroupRules::image);
  }

  /// Leaves to newcomers what they have.
  public UpdateGroup(
      Viewer viewer,
      CopyId group,
      Optional<String> title,
      Optional<String> description,
      Optional<String> image) {
    this(viewer, group, title, description, image, Optional.empty(), Optional.empty());
  }

  @Override
  public Scope scope() {
    return Scope.of(Family.GROUP, group, viewer.user(), Scope.Reach.EVERYONE);
  }

  @Override
  public Decision<HeldConversation> decide(Room room, Context context) {
    GroupRules.requireAdmin(room);
    Conversation present = room.conversation();
    Card card = present.card().orElseThrow();
    Card changed = changed(card, card.updatedAt());
    if (changed.equals(card)) {
      return new Decision<>(Changes.none(), new HeldConversation(room.mine(), present));
    }
    Conversation updated = present.withCard(changed(card, context.now()));
    Changes.Builder changes = Changes.Builder.in(room, context).change(updated);
    for (Copy owner : room.copies()) {
      changes.log(
          owner.owner(),
          new Event.OfCopy(Operation.GROUP_UPDATED, owner.id(), updated.id(), viewer.user()));
    }
    return new Decision<>(changes.build(), new HeldConversation(room.mine(), updated));
  }

  private Card changed(Card card, Instant at) {
    return new Card(
        title.orElse(card.title()),
        description.orElse(card.description()),
        image.orElse(card.image()),
        visibility.orElse(card.visibility()),
        welcome.orElse(card.welcome()),
        card.creator(),
        at);
  }
}
